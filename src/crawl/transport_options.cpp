#include "transport_options.hpp"

#include "hubmine/core/version.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace hubmine::crawl {

namespace {

std::string user_agent(const Options& options) {
    constexpr std::string_view kHome = "+https://github.com/hubmine/hubmine";
    return options.contact.empty()
               ? fmt::format("hubmine/{} ({})", core::kVersion, kHome)
               : fmt::format("hubmine/{} ({}; {})", core::kVersion, kHome, options.contact);
}

}  // namespace

hub::TransportOptions transport_options(const Options& options) {
    hub::TransportOptions transport;
    transport.user_agent = user_agent(options);
    transport.ca_bundle = options.ca_bundle;
    transport.connect_timeout = options.connect_timeout;
    transport.first_byte_timeout = options.first_byte_timeout;
    transport.stall_timeout = options.stall_timeout;
    transport.total_timeout = options.total_timeout;
    transport.max_reply_bytes = options.max_reply_bytes;
    transport.max_connections = options.concurrency;
    return transport;
}

}  // namespace hubmine::crawl
