#include "demohub/api.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

#include "demohub/json_text.hpp"
#include "demohub/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <zlib.h>

namespace hubmine::demohub {
namespace {

Reply no_such_page() {
    return error_reply(404, "", "Sorry, we can't find the page you are looking for.");
}

/// A reply may be kept when asking again gives the same.
bool is_repeatable(const Ask& ask) {
    return ask.shift == 0;
}

}  // namespace

std::string gzip(std::string_view bytes) {
    constexpr int kGzipWindow = 15 + 16;
    constexpr int kMemory = 8;
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        throw core::Error("zlib cannot start");
    }
    std::string packed(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int outcome = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    if (outcome != Z_STREAM_END) {
        throw core::Error("zlib cannot compress");
    }
    return packed;
}

Api::Api(const World& world, const Options& options)
    : world_(world),
      tokens_(options.tokens),
      pre_render_(options.pre_render || !options.warm.empty()),
      listing_(world),
      repository_(world) {}

Reply Api::answer(Ask& ask) {
    if (ask.authorization) {
        constexpr std::string_view kBearer = "Bearer ";
        const bool bearer = ask.authorization->rfind(kBearer, 0) == 0;
        const std::string token = bearer ? ask.authorization->substr(kBearer.size()) : "";
        ask.authenticated = std::find(tokens_.begin(), tokens_.end(), token) != tokens_.end();
        if (!ask.authenticated) {
            return error_reply(401, "", "Invalid credentials in Authorization header");
        }
    }
    try {
        return pre_render_ && is_repeatable(ask) ? remembered(ask) : route(ask);
    } catch (const BadRequest& refused) {
        return error_reply(400, "", refused.message);
    }
}

Reply Api::remembered(const Ask& ask) {
    const std::string key =
        fmt::format("{} {} {}", ask.authenticated ? 1 : 0, ask.origin, ask.target);
    const std::uint64_t version = world_.version();
    {
        const std::lock_guard lock(mutex_);
        if (version != rendered_version_) {
            rendered_.clear();
            rendered_version_ = version;
        }
        if (const auto found = rendered_.find(key); found != rendered_.end()) {
            return found->second;
        }
    }
    Reply reply = route(ask);
    reply.gzipped = std::make_shared<const std::string>(gzip(*reply.body));
    const std::lock_guard lock(mutex_);
    if (version == rendered_version_) {
        rendered_.emplace(key, reply);
    }
    return reply;
}

Reply Api::route(const Ask& ask) {
    const auto& words = ask.segments;
    if (words.size() < 2 || words[0] != "api") {
        return no_such_page();
    }
    if (words[1] == "users" || words[1] == "organizations") {
        return account(ask);
    }
    const auto kind = core::parse_kind(words[1]);
    if (!kind || words[1] != core::kind_plural(*kind)) {
        return no_such_page();
    }
    return words.size() == 2 ? listing_.page(*kind, ask) : repository_.answer(*kind, ask);
}

Reply Api::account(const Ask& ask) const {
    const auto& words = ask.segments;
    const bool wants_user = words[1] == "users";
    if (words.size() != 4 || words[3] != "overview") {
        return no_such_page();
    }
    const auto found = world_.account(words[2]);
    if (!found || found->is_organisation == wants_user) {
        return wants_user ? error_reply(404, "", "This user does not exist") : no_such_page();
    }
    if (wants_user && found->name != words[2]) {
        return redirect_reply(fmt::format("/api/users/{}/overview", found->name));
    }
    const std::uint64_t seed = hash_text(found->name);
    const std::string common = fmt::format(
        R"({{"_id":"{}","avatarUrl":"/avatars/{}.svg","fullname":{},"isFollowing":false,)"
        R"("numFollowers":{},)",
        hex_digits(seed, 24), hex_digits(seed + 1, 32), json_string(found->full_name), seed % 1000);
    // An organisation does not say that it is one, let alone of which type.
    const std::string own =
        wants_user ? fmt::format(R"("user":{},"type":"user","isPro":false,"orgs":[]}})",
                                 json_string(found->name))
                   : fmt::format(R"("name":{},"isVerified":false,"numUsers":{}}})",
                                 json_string(found->name), 1 + seed % 40);
    return json_reply(with_members(common + own, found->members));
}

}  // namespace hubmine::demohub
