#include "foundations/http/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace sarnakh::http {

struct Metrics::Inside {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests =
      prometheus::BuildCounter().Name("sarnakh_http_requests_total").Help("Requests answered").Register(registry);
  prometheus::Family<prometheus::Histogram>& durations = prometheus::BuildHistogram()
                                                             .Name("sarnakh_http_request_duration_seconds")
                                                             .Help("From the whole request to its answer")
                                                             .Register(registry);
  prometheus::Gauge& open =
      prometheus::BuildGauge().Name("sarnakh_http_connections").Help("Open connections").Register(registry).Add({});
};

Metrics::Metrics() : inside_(std::make_unique<Inside>()) {}
Metrics::~Metrics() = default;

void Metrics::answered(std::string_view method, std::string_view route, int status, double seconds) {
  static const prometheus::Histogram::BucketBoundaries bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                              0.1,   0.25,   0.5,   1,    2.5,   10};
  inside_->requests
      .Add({{"method", std::string(method)}, {"route", std::string(route)}, {"status", std::to_string(status)}})
      .Increment();
  inside_->durations.Add({{"route", std::string(route)}}, bounds).Observe(seconds);
}

void Metrics::connections(int open) { inside_->open.Set(open); }

std::string Metrics::text() const { return prometheus::TextSerializer().Serialize(inside_->registry.Collect()); }

}  // namespace sarnakh::http
