#include "intake/address.hpp"

#include "foundations/basics/random.hpp"
#include "foundations/basics/signing.hpp"
#include "intake/intake_sql.hpp"

namespace sarnakh::intake {

namespace {

Address address_of(const db::Row& row) {
  Address address;
  address.id = row.id<AddressId>(0);
  address.token = row.text(1);
  address.kind = json::enum_of_name<Kind>(row.view(2)).value_or(Kind::webhook);
  address.version = row.integer(3);
  address.name = row.text(4);
  address.channel = row.text(5);
  if (!row.view(6).empty()) address.mapping = json::from_text<Mapping>(row.view(6));
  address.secret = {row.text(7), row.text(8), row.instant(9)};
  address.made_at = row.instant(10);
  address.ended_at = row.maybe_instant(11);
  return address;
}

}  // namespace

std::string new_secret(Kind kind) {
  switch (kind) {
    case Kind::webhook:
    case Kind::google_forms:
      return new_webhook_secret();
    case Kind::typeform:
    case Kind::google_ads:
    case Kind::meta:
      break;
  }
  return random_token(24);
}

std::optional<Place> find_place(db::Work& work, std::string_view token) {
  const auto row = work.one(sql::find_token, {token});
  if (!row) return std::nullopt;
  return Place{row->id<WorkspaceId>(0), row->id<AddressId>(1)};
}

Address load_address(db::Work& work, AddressId id) {
  return address_of(*found(work.one(sql::load_address, {work.workspace(), id})));
}

std::vector<Address> list_addresses(db::Work& work) {
  std::vector<Address> all;
  for (const auto row : work.query(sql::list_addresses, {work.workspace()})) all.push_back(address_of(row));
  return all;
}

Address make_address(db::Work& work, Kind kind, std::string_view name, std::string_view channel) {
  Address address;
  address.id = work.new_id<AddressId>();
  address.token = random_token(18);
  address.kind = kind;
  address.name = name;
  address.channel = channel;
  address.secret.value = new_secret(kind);
  address.made_at = work.now();
  work.run(sql::insert_address, {work.workspace(), address.id, address.token, json::name_of_enum(kind), name, channel,
                                 address.secret.value, address.made_at});
  work.run(sql::insert_token, {address.token, work.workspace(), address.id});
  return address;
}

void save_address(db::Work& work, const Address& address) {
  const auto mapping = address.mapping ? json::to_text(*address.mapping) : std::string{};
  work.run(sql::save_address, {work.workspace(), address.id, address.name, address.channel, mapping});
}

void save_secret(db::Work& work, const Address& address) {
  const auto& secret = address.secret;
  work.run(sql::save_secret, {work.workspace(), address.id, secret.value, secret.before, secret.before_until});
}

bool end_address(db::Work& work, AddressId id) {
  return work.run(sql::end_address, {work.workspace(), id, work.now()}) != 0;
}

bool restore_address(db::Work& work, AddressId id) {
  return work.run(sql::restore_address, {work.workspace(), id}) != 0;
}

}  // namespace sarnakh::intake
