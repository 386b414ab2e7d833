#pragma once

#include "hubmine/crawl/options.hpp"
#include "hubmine/hub/transport.hpp"

namespace hubmine::crawl {

/// The timeouts, bounds and the `User-Agent` of a crawl.
[[nodiscard]] hub::TransportOptions transport_options(const Options& options);

}  // namespace hubmine::crawl
