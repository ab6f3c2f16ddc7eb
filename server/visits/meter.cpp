#include "visits/meter.hpp"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include "visits/pipeline.hpp"

namespace sarnakh::visits {

struct Meter::Inside {
  prometheus::Registry registry;
  prometheus::Counter* accepted = nullptr;
  std::vector<prometheus::Counter*> refused;  // by reason
  std::vector<prometheus::Histogram*> steps;
};

Meter::Meter(const std::vector<std::string_view>& steps) : inside_(std::make_unique<Inside>()) {
  static const prometheus::Histogram::BucketBoundaries bounds{1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1};
  auto& events = prometheus::BuildCounter()
                     .Name("sarnakh_tracking_events_total")
                     .Help("Tracking events by what became of them")
                     .Register(inside_->registry);
  inside_->accepted = &events.Add({{"outcome", "accepted"}});
  for (const auto reason : json::names_of<Refusal>)
    inside_->refused.push_back(&events.Add({{"outcome", std::string(reason)}}));
  auto& times =
      prometheus::BuildHistogram()
          .Name("sarnakh_tracking_step_seconds")
          .Help("Time that each step of the pipeline took with what came in one delivery, or went into one transaction")
          .Register(inside_->registry);
  for (const auto step : steps) inside_->steps.push_back(&times.Add({{"step", std::string(step)}}, bounds));
}
Meter::~Meter() = default;

void Meter::accepted(std::int64_t count) { inside_->accepted->Increment(static_cast<double>(count)); }

void Meter::refused(Refusal reason) { inside_->refused[static_cast<std::size_t>(reason)]->Increment(); }

void Meter::took(std::size_t step, std::chrono::steady_clock::duration time) {
  inside_->steps[step]->Observe(std::chrono::duration<double>(time).count());
}

std::string Meter::text() const { return prometheus::TextSerializer().Serialize(inside_->registry.Collect()); }

Meter& meter() {
  static Meter of_this_process{step_names()};
  return of_this_process;
}

}  // namespace sarnakh::visits
