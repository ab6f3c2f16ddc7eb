#include "foundations/http/sse.hpp"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <thread>

#include "foundations/http/stream.hpp"

namespace sarnakh::http {

namespace {
constexpr std::size_t most_waiting = 256;   // frames of one slow reader
constexpr std::size_t most_history = 1000;  // events of one workspace that a page can catch up with
constexpr auto keep_alive = std::chrono::seconds(15);

std::string frame_of(std::int64_t id, std::string_view type, std::string_view data) {
  return "id: " + std::to_string(id) + "\nevent: " + std::string(type) + "\ndata: " + std::string(data) + "\n\n";
}
}  // namespace

void Stream::push(const std::string& frame) {
  std::function<void()> wake;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return;
    if (frames_.size() >= most_waiting)
      closed_ = true;
    else
      frames_.push_back(frame);
    wake = wake_;
  }
  if (wake) wake();
}

void Stream::close() {
  std::function<void()> wake;
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    wake = wake_;
  }
  if (wake) wake();
}

Stream::Next Stream::next(std::string& frame) {
  const std::lock_guard lock(mutex_);
  if (!frames_.empty()) {
    frame = std::move(frames_.front());
    frames_.pop_front();
    return Next::frame;
  }
  return closed_ ? Next::closed : Next::nothing;
}

void Stream::on_ready(const std::function<void()>& wake) {
  {
    const std::lock_guard lock(mutex_);
    wake_ = wake;
  }
  if (wake) wake();
}

struct Hub::Inside {
  struct Event {
    std::int64_t id;
    std::string frame;
  };
  mutable std::mutex mutex;
  std::condition_variable closing_changed;
  bool closing = false;
  std::map<WorkspaceId, std::deque<Event>> history;
  std::vector<std::weak_ptr<Stream>> streams;
  std::thread thread;

  std::vector<std::shared_ptr<Stream>> living() {
    std::vector<std::shared_ptr<Stream>> list;
    std::erase_if(streams, [&](const auto& weak) {
      auto stream = weak.lock();
      if (stream) list.push_back(std::move(stream));
      return weak.expired();
    });
    return list;
  }

  // Every 15 seconds each stream gets a comment, and those whose session has ended are closed.
  void keep_streams_alive() {
    std::unique_lock lock(mutex);
    while (!closing_changed.wait_for(lock, keep_alive, [this] { return closing; })) {
      const auto list = living();
      lock.unlock();
      for (const auto& stream : list) {
        if (stream->still_valid())
          stream->push(": still here\n\n");
        else
          stream->close();
      }
      lock.lock();
    }
  }
};

Hub::Hub() : inside_(std::make_shared<Inside>()) {
  inside_->thread = std::thread([inside = inside_.get()] { inside->keep_streams_alive(); });
}

Hub::~Hub() { close(); }

void Hub::close() {
  {
    const std::lock_guard lock(inside_->mutex);
    inside_->closing = true;
  }
  inside_->closing_changed.notify_all();
  if (inside_->thread.joinable()) inside_->thread.join();
  std::vector<std::shared_ptr<Stream>> list;
  {
    const std::lock_guard lock(inside_->mutex);
    list = inside_->living();
  }
  for (const auto& stream : list) stream->close();
}

void Hub::publish(WorkspaceId workspace, std::int64_t id, std::string_view type, const std::string& data) {
  const auto frame = frame_of(id, type, data);
  std::vector<std::shared_ptr<Stream>> list;
  {
    const std::lock_guard lock(inside_->mutex);
    auto& events = inside_->history[workspace];
    events.push_back({id, frame});
    if (events.size() > most_history) events.pop_front();
    list = inside_->living();
  }
  for (const auto& stream : list)
    if (stream->workspace() == workspace) stream->push(frame);
}

Answer Hub::subscribe(const Request& request, WorkspaceId workspace, std::function<bool()> still_valid) {
  auto stream = std::make_shared<Stream>(workspace, std::move(still_valid));
  // EventSource sends its last id by itself only when it reconnects; a page may also say it in the address.
  const auto said = request.header("last-event-id");
  const auto last = parse_id(said.empty() ? request.query_value("last_event_id").value_or("") : said);
  {
    const std::lock_guard lock(inside_->mutex);
    stream->push("retry: 2000\n\n");
    if (last) {
      const auto& events = inside_->history[workspace];
      const bool held = std::any_of(events.begin(), events.end(), [&](const auto& event) { return event.id <= *last; });
      if (!held) stream->push("event: resync\ndata: {}\n\n");
      for (const auto& event : events)
        if (held && event.id > *last) stream->push(event.frame);
    }
    inside_->streams.push_back(stream);
  }
  Answer answer;
  answer.content_type = "text/event-stream; charset=utf-8";
  answer.with("Cache-Control", "no-store").with("X-Accel-Buffering", "no");
  answer.events = std::move(stream);
  return answer;
}

int Hub::subscribers() const {
  const std::lock_guard lock(inside_->mutex);
  return static_cast<int>(inside_->living().size());
}

}  // namespace sarnakh::http
