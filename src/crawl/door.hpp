#pragma once

#include "hubmine/hub/client.hpp"
#include "hubmine/hub/transport.hpp"
#include "hubmine/hub/verdict.hpp"

#include <string>

/// What a run says and does when somebody else than a Hub answers.
namespace hubmine::crawl {

/// "a redirect to another host, http://portal.example".
[[nodiscard]] std::string elsewhere(const std::string& url, const hub::Reply& reply);

/// Nobody who has to do with the Hub was ever met: no patience helps, and nothing goes on later.
/// Throws Error with who answered instead.
[[noreturn]] void leave_at_the_door(const hub::Client& client, const std::string& url,
                                    const hub::Reply& reply, const hub::Judgement& judgement);

}  // namespace hubmine::crawl
