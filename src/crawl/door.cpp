#include "door.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/hub/url.hpp"

#include <fmt/format.h>

namespace hubmine::crawl {

std::string elsewhere(const std::string& url, const hub::Reply& reply) {
    return "a redirect to another host, " +
           hub::Client::redirect_site(url, reply).value_or("no URL at all");
}

void leave_at_the_door(const hub::Client& client, const std::string& url, const hub::Reply& reply,
                       const hub::Judgement& judgement) {
    const std::string where = std::string(hub::without_query(url));
    const std::string& what = judgement.message;
    if (reply.fault == hub::Fault::kTls) {
        throw core::Error(
            fmt::format("cannot reach the Hub: GET {}: {}; --ca-bundle FILE names "
                        "other certificates to trust",
                        where, what));
    }
    if (judgement.trouble == hub::Trouble::kUnreachable) {
        throw core::Error(fmt::format("cannot reach the Hub: GET {}: {}", where, what));
    }
    throw core::Error(fmt::format(
        "no Hub answers at {}: GET {}: {}: check the endpoint, and what stands in between",
        client.endpoint(), where, what));
}

}  // namespace hubmine::crawl
