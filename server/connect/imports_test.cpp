#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "connect/connect.hpp"
#include "connect/connect_sql.hpp"
#include "connect/csv.hpp"
#include "connect/import_rows.hpp"
#include "foundations/text/markup.hpp"
#include "leads/count.hpp"
#include "leads/many.hpp"
#include "leads/testing.hpp"
#include "sources/channels.hpp"

using namespace sarnakh;
using namespace sarnakh::connect;
using leads::testing::World;

namespace {

Import start(World& world, const std::string& file, ImportWish wish = {}) {
  const auto import = upload(world.database, world.as_system(), "list.csv", file);
  return world.write([&](db::Work& work) { return start_import(work, import.id, wish); });
}
Import finish(World& world, const Import& import) {
  while (run_piece(world.database, world.as_system(), import.id)) {
  }
  return world.read([&](db::Work& work) { return load_import(work, import.id); });
}
Import bring_in(World& world, const std::string& file, ImportWish wish = {}) {
  return finish(world, start(world, file, wish));
}

std::vector<leads::Lead> all_leads(World& world) {
  std::vector<leads::Lead> list;
  leads::Filter filter;
  for (const auto layer : {leads::Layer::lead, leads::Layer::interest}) {
    filter.layer = layer;
    world.read([&](db::Work& work) {
      leads::each_lead(work, filter, {}, 100'000, [&](const leads::Lead& lead) { return list.push_back(lead), true; });
    });
  }
  return list;
}
std::string drain(const std::function<std::optional<std::string>()>& next) {
  std::string all;
  while (const auto piece = next()) all += *piece;
  return all;
}
std::string rejects(World& world, ImportId id) {
  return drain(rejected_rows(world.database, world.as_system(), id,
                             [](std::string_view code, Language) { return std::string(code); }));
}
std::string many_rows(int count) {
  std::string file = "name,phone,score\n";
  for (int i = 0; i < count; ++i)
    file += "Person " + std::to_string(i) + "," +
            (i % 20 == 7 ? "not a phone" : "0912" + std::to_string(1'000'000 + i)) + "," + std::to_string(i % 100) +
            "\n";
  return file;
}

}  // namespace

TEST_CASE("a list with campaign tags says where its people came from") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    bring_in(
        world,
        "name,phone,utm_source,utm_medium\nSara,09121110001,google,cpc\nAli,09121110002,fair,\nMina,09121110003,,\n");
    const auto list = all_leads(world);
    REQUIRE(list.size() == 3);
    CHECK(list[0].source.first->channel == "search_paid");
    CHECK(list[0].source.first->label == "Google");
    CHECK_FALSE(list[1].source.first->channel);
    CHECK(list[1].source.first->label == "fair");
    CHECK(list[2].source.first->label == "list");
    leads::Filter paid;
    paid.source = "search_paid";
    world.read([&](db::Work& work) { CHECK(leads::total(work, paid) == 1); });
  });
}

TEST_CASE("a list says how its people came: each row in its own words, and all the others by the channel of the list") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    world.write([](db::Work& work) {
      sources::add_channel(work, {.key = "clinic_day", .label = {"روز درمانگاه", "Clinic day"}});
    });
    const std::string file =
        "name,phone,کانال,utm_source\n"
        "Sara,09121110001,معرفی,\n"
        "Ali,09121110002,clinic DAY,google\n"
        "Mina,09121110003,همسایه,\n"
        "Reza,09121110004,,google\n"
        "Nima,09121110005,,\n";
    const auto uploaded = upload(world.database, world.as_system(), "list.csv", file);
    CHECK(uploaded.columns.at(2).target == "channel");
    ImportWish wish;
    wish.channel = "radio";
    CHECK_THROWS_AS(world.write([&](db::Work& work) { return start_import(work, uploaded.id, wish); }), Problem);
    wish.channel = "event";
    const auto import =
        finish(world, world.write([&](db::Work& work) { return start_import(work, uploaded.id, wish); }));
    CHECK(import.made == 5);
    CHECK(import.channel == "event");
    std::set<std::string> came;
    for (const auto& lead : all_leads(world)) {
      const auto& first = *lead.source.first;
      came.insert(lead.display_name + " " + first.channel.value_or("none") + " " + first.label.value_or("none"));
    }
    CHECK(came == std::set<std::string>{"Sara referral list", "Ali clinic_day Google", "Mina event همسایه",
                                        "Reza search_organic Google", "Nima event list"});
    const auto csv = drain(export_leads(database, world.as_system(), {}, ExportKind::csv));
    CHECK(csv.find(",clinic_day,Google,google,") != std::string::npos);
  });
}

// As the Ads Manager writes it: UTF-16 little-endian with its mark, tabs, a letter before ids and phones, a trial of
// the form.
TEST_CASE("the file of Meta's lead ads is read as it is") {
  const std::string rows =
      "id\tcreated_time\tad_id\tad_name\tadset_id\tadset_name\tcampaign_id\tcampaign_name\tform_id\tform_name\t"
      "is_organic\tplatform\twhat_do_you_want?\tfull_name\tphone_number\temail\tinbox_url\tlead_status\r\n"
      "l:1234567890123\t2026-09-20T08:15:30+03:30\tag:238512345\tAd 1\tas:2385111\tSet 1\tc:2385000\tAutumn\t"
      "f:998877\tFree visit\tfalse\tig\timplant\tSara Ahmadi\tp:+989121237788\tsara@example.com\t\tCREATED\r\n"
      "l:1234567890124\t2026-09-20T09:15:30+03:30\tag:238512345\tAd 1\tas:2385111\tSet 1\tc:2385000\tAutumn\t"
      "f:998877\tFree visit\ttrue\tfb\t<test lead: dummy data for what_do_you_want?>\t"
      "<test lead: dummy data for full_name>\t<test lead: dummy data for phone_number>\ttest@meta.com\t\tCREATED\r\n";
  std::string file = "\xFF\xFE";
  for (const char byte : rows) (file += byte) += '\0';
  db::testing::for_each_database([&](db::Database& database) {
    World world(database);
    const auto import = bring_in(world, file);
    CHECK(import.made == 1);
    CHECK(import.rejected == 1);
    CHECK(rejects(world, import.id).find("import_test_row") != std::string::npos);
    const auto list = all_leads(world);
    REQUIRE(list.size() == 1);
    CHECK(list[0].phones.at(0).value == "+989121237788");
    CHECK(list[0].source.first->channel == "social_other");
    CHECK(list[0].source.first->label == "Instagram");
    CHECK(list[0].source.first->utm->campaign == "Autumn");
    // The same file once more is the same person.
    const auto again = bring_in(world, file);
    CHECK(again.made == 0);
    CHECK(again.matched == 1);
  });
}

TEST_CASE("every statement of connect prepares on every database") {
  const auto faults = db::testing::faults_of(sql::all);
  for (const auto& fault : faults) MESSAGE(fault);
  CHECK(faults.empty());
}

TEST_CASE("a list as people have it becomes leads; what cannot be read is kept with its reason") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto import = bring_in(world,
                                 "نام و نام خانوادگی;موبایل;ایمیل;رنگ\n"
                                 "سارا احمدی;۰۹۱۲ ۱۲۳ ۴۵۶۷;sara@example.com;سبز\n"
                                 "رضا کریمی;شماره ندارد;reza@example.com;آبی\n"
                                 "سارا احمدی;09121234567;;\n");
    CHECK(import.state == ImportState::done);
    CHECK(import.delimiter == ";");
    CHECK(import.rows == 3);
    CHECK(import.read == 3);
    CHECK(import.made == 1);
    CHECK(import.matched == 1);
    CHECK(import.rejected == 1);
    const auto list = all_leads(world);
    REQUIRE(list.size() == 1);
    CHECK(list[0].phones.at(0).value == "+989121234567");
    CHECK(list[0].emails.at(0).value == "sara@example.com");
    CHECK(list[0].source.first->label == "list");  // as people say it
    const auto file = rejects(world, import.id);
    CHECK(file.find("رضا کریمی;شماره ندارد;reza@example.com;آبی;3;phone_invalid;موبایل") != std::string::npos);
  });
}

TEST_CASE("a long list that has just come is searched at once") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto import = bring_in(world, many_rows(20'000));
    leads::Filter filter;
    filter.q = "person";
    const auto found = world.read([&](db::Work& work) { return leads::ids_of(work, filter, 100'000); });
    CHECK(static_cast<std::int64_t>(found.size()) == import.made);
  });
}

TEST_CASE("an import that was interrupted goes on where it stopped and equals one that was not") {
  db::testing::for_each_database([](db::Database& database) {
    const auto file = many_rows(20'000);  // several pieces
    World whole(database, WorkspaceId{1}), broken(database, WorkspaceId{2});
    const auto a = bring_in(whole, file);
    const auto begun = start(broken, file);
    CHECK(begun.pieces > 2);
    CHECK(run_piece(broken.database, broken.as_system(), begun.id));
    const auto halfway = broken.read([&](db::Work& work) { return load_import(work, begun.id); });
    CHECK(halfway.state == ImportState::running);
    CHECK(halfway.read > 0);
    CHECK(halfway.read < halfway.rows);
    const auto b = finish(broken, begun);  // as the job does when it is taken up again
    CHECK(a.made == 19'000);
    CHECK(a.rejected == 1'000);
    CHECK(b.read == a.read);
    CHECK(b.made == a.made);
    CHECK(b.matched == a.matched);
    CHECK(b.rejected == a.rejected);
    CHECK(rejects(whole, a.id) == rejects(broken, b.id));
  });
}

TEST_CASE("undo takes what only this import made, and leaves what somebody has touched") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto before = world.add(leads::testing::form_draft({{"full_name", "نگار"}, {"phone", "09121111111"}}));
    const auto import = bring_in(world, "name,phone\nA,09121111111\nB,09122222222\nC,09123333333\n");
    CHECK(import.made == 2);
    world.write([&](db::Work& work) {
      leads::Filter filter;
      filter.q = "3333333";
      leads::each_lead(work, filter, {}, 1, [&](const leads::Lead& lead) {
        leads::set_contact_preferences(work, lead.id, {leads::Channel::sms}, {});
        return true;
      });
    });
    world.write([&](db::Work& work) { start_undo(work, import.id); });
    while (undo_some(database, world.as_system(), import.id)) {
    }
    const auto after = world.read([&](db::Work& work) { return load_import(work, import.id); });
    CHECK(after.state == ImportState::undone);
    CHECK(after.undone == 1);
    const auto list = all_leads(world);
    CHECK(list.size() == 2);
    CHECK(world.get(before.lead).display_name == "نگار");
  });
}

TEST_CASE("a column the card does not know becomes a custom field, a purchased list is marked") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    ImportWish wish;
    wish.origin = leads::Origin::purchased;
    const auto import = bring_in(world, "phone,Shoe size\n09121234567,43\n", wish);
    CHECK(import.columns[1].target == "custom:shoe_size");
    const auto lead = all_leads(world).at(0);
    CHECK(lead.custom["shoe_size"].as_integer() == 43);
    CHECK(lead.origin == leads::Origin::purchased);
  });
}

TEST_CASE("what an export writes, an import reads back, formulas too") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    bring_in(world, "name,phone,needs\n\"=1+1\",09121234567,\"two\nlines, and \"\"quotes\"\"\"\n");
    const auto csv = drain(export_leads(database, world.as_system(), {}, ExportKind::csv));
    CHECK(csv.starts_with("\xEF\xBB\xBF"));
    CHECK(csv.find(",'=1+1,") != std::string::npos);
    CsvReader reader(std::string_view(csv).substr(3), ',');
    const auto header = reader.next(), row = reader.next();
    REQUIRE(row.has_value());
    CHECK(row->fields.size() == header->fields.size());
    CHECK(text::unguard_formula(row->fields[1]) == "=1+1");
    CHECK(row->fields[7] == "'+989121234567");
    const auto lines = drain(export_leads(database, world.as_system(), {}, ExportKind::ndjson));
    CHECK(json::parse(lines.substr(0, lines.find('\n')))["phones"].as_array().size() == 1);
  });
}

TEST_CASE("the same list again is the same people, also without phone and e-mail") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const std::string file = "contact_id,job,outcome\nbank-1,clerk,lost\nbank-2,farmer,won\nbank-3,clerk,lost\n";
    const auto first = bring_in(world, file);
    CHECK(first.made == 3);
    CHECK(first.interests == 3);  // nobody can reach them: the lead rule calls them interests
    const auto again = bring_in(world, file);
    CHECK(again.made == 0);
    CHECK(again.matched == 3);
    const auto list = all_leads(world);
    REQUIRE(list.size() == 3);
    CHECK(list[1].display_name == "bank-2");
    CHECK(list[1].status.kind == leads::StatusKind::won);
    CHECK(list[1].custom["job"].as_string() == "farmer");
    leads::Filter found;
    found.layer = leads::Layer::interest;
    found.q = "bank-2";
    int hits = 0;
    world.read([&](db::Work& work) {
      leads::each_lead(work, found, {}, 10, [&](const leads::Lead&) { return ++hits, true; });
    });
    CHECK(hits == 1);
    // The key of another program, and the same key with another name, are other people.
    CHECK(bring_in(world, "contact_id,colour\nbank-1,red\n").made == 1);
    CHECK(bring_in(world, "id,name\n1,Sara\n").made == 1);
    CHECK(bring_in(world, "id,name\n1,Reza\n2,Reza\n").made == 2);
    CHECK(bring_in(world, "id,name\n1,Sara\n2,Reza\n").matched == 2);
  });
}

TEST_CASE("an import keeps no more of its file than it needs, and nothing of an erased person") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto import = bring_in(world,
                                 "name,phone,email\nSara,09121234567,sara@example.com\n"
                                 "Sara,no phone,sara@example.com\nReza,no phone,reza@example.com\n");
    CHECK(import.preview.empty());
    CHECK(import.columns[0].samples.empty());
    CHECK(import.rejected == 2);
    static constexpr db::Statement pieces{"t.pieces", "SELECT count(*) FROM import_pieces WHERE workspace_id > 0",
                                          "SELECT count(*) FROM import_pieces WHERE workspace_id > 0"};
    const auto kept = [&] { return world.read([](db::Work& work) { return work.one(pieces)->integer(0); }); };
    CHECK(kept() == 0);
    const auto sara = all_leads(world).at(0).id;
    world.write([&](db::Work& work) { leads::testing::erase_lead(work, sara); });
    forgetting_handler().act(database, world.as_system(), {});
    const auto file = rejects(world, import.id);
    CHECK(file.find("sara@example.com") == std::string::npos);
    CHECK(file.find("reza@example.com") != std::string::npos);
    const auto again = bring_in(world, "name,phone\nSara,09121234567\n");
    CHECK(again.rejected == 1);
    CHECK(rejects(world, again.id).find("Sara") == std::string::npos);
    CHECK(rejects(world, again.id).find(",2,person_erased") != std::string::npos);

    // An upload that nobody starts is forgotten after a day.
    upload(database, world.as_system(), "later.csv", "name,phone\nMina,09120000000\n");
    auto later = world.as_system();
    forget_old_uploads().act(database, later);
    CHECK(kept() == 1);
    later.now = later.now + time::days(2);
    forget_old_uploads().act(database, later);
    CHECK(kept() == 0);
  });
}

TEST_CASE("an upload is thrown away by hand as long as nobody has started it") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto discard = [&](ImportId id) { world.write([&](db::Work& work) { discard_upload(work, id); }); };
    const auto rows = [&](const std::string& table) {
      return world.read([&](db::Work& work) {
        return work.query_text("SELECT count(*) FROM " + table + " WHERE workspace_id = $1", {work.workspace()})[0]
            .integer(0);
      });
    };
    const auto kept = upload(database, world.as_system(), "kept.csv", many_rows(3'000));
    const auto pieces = rows("import_pieces");
    const auto import = upload(database, world.as_system(), "mistake.csv", many_rows(5'000));
    REQUIRE(rows("import_pieces") > pieces + 1);
    discard(import.id);
    CHECK(rows("import_pieces") == pieces);
    CHECK(rows("imports") == 1);
    CHECK(rows("leads") == 0);
    CHECK_THROWS_WITH_AS(discard(import.id), "not_found", Problem);
    CHECK_THROWS_WITH_AS(world.write([&](db::Work& work) { return start_import(work, import.id, {}); }), "not_found",
                         Problem);
    // The audit says what it was, for no list of that name is left.
    CHECK(world.read([](db::Work& work) {
      return work
          .query_text("SELECT detail FROM audit_log WHERE workspace_id = $1 AND action = 'import_discarded'",
                      {work.workspace()})[0]
          .text(0);
    }) == R"({"name":"mistake.csv"})");
    // What has begun is undone, not thrown away: not while it runs, not when it is done.
    world.write([&](db::Work& work) { start_import(work, kept.id, {}); });
    CHECK_THROWS_WITH_AS(discard(kept.id), "import_started", Problem);
    CHECK(finish(world, kept).read == 3'000);
    CHECK_THROWS_WITH_AS(discard(kept.id), "import_started", Problem);
    CHECK(rows("imports") == 1);
  });
}

TEST_CASE("pieces end where rows end, also inside quotes") {
  const std::string text = "a,b\n1,\"x\ny\"\n2,z\n3,\"q\"\n";
  for (std::size_t size = 1; size < 20; ++size) {
    CAPTURE(size);
    const auto split = split_into_pieces(text, ',', size);
    CHECK(split.rows == 4);
    std::string joined;
    std::int64_t rows = 0;
    for (const auto& piece : split.pieces) {
      CHECK(piece.first_row == rows + 1);
      CsvReader reader(piece.content, ',');
      while (const auto row = reader.next()) {
        CHECK(row->fault == RowFault::none);
        ++rows;
      }
      joined += piece.content;
    }
    CHECK(joined == text);
    CHECK(rows == 4);
  }
}

TEST_CASE("a row has the number that a spreadsheet shows beside it, whatever is empty before it") {
  const std::string text = "\r\n\na,b\n\n1,\"x\n\ny\"\r\n\r\n2,z\n,\n3,q\n\n";
  for (std::size_t size = 1; size < text.size(); ++size) {
    CAPTURE(size);
    std::vector<std::int64_t> numbers;
    for (const auto& piece : split_into_pieces(text, ',', size).pieces) {
      CsvReader reader(piece.content, ',');
      while (const auto row = reader.next()) numbers.push_back(piece.first_row + row->number - 1);
    }
    CHECK(numbers == std::vector<std::int64_t>{3, 5, 7, 9});
  }
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto import = bring_in(world, "\n\nname,phone\n\nSara,09121110001\n\n\nAli,zzz\n");
    CHECK(import.rows == 2);
    CHECK(import.made == 1);
    CHECK(rejects(world, import.id).find("Ali,zzz,8,phone_invalid,phone") != std::string::npos);
  });
}

TEST_CASE("an empty file says so") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    for (const auto* file : {"", "\n\n", "\xEF\xBB\xBF"})
      CHECK_THROWS_AS(upload(database, world.as_system(), "x.csv", file), Problem);
  });
}

TEST_CASE("a workbook is told that it is no CSV, and nothing of it is kept") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    for (const std::string file : {"PK\x03\x04 xlsx", "\xD0\xCF\x11\xE0 xls", "%PDF-1.7"}) {
      try {
        upload(database, world.as_system(), "list.csv", file);
        FAIL("a file that is no CSV was taken");
      } catch (const Problem& problem) {
        CHECK(problem.code == "file_not_csv");
      }
    }
    CHECK(world.read([](db::Work& work) { return list_imports(work); }).empty());
  });
}
