#include "demohub/repository.hpp"

#include "hubmine/core/text.hpp"

#include "demohub/fields.hpp"
#include "demohub/json_text.hpp"
#include "demohub/listing.hpp"
#include "demohub/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hubmine::demohub {
namespace {

constexpr std::array<std::string_view, 4> kParts{"revision", "commits", "discussions", "likers"};

bool is_part(const std::string& word) {
    return std::find(kParts.begin(), kParts.end(), word) != kParts.end();
}

Reply missing(const Ask& ask) {
    return ask.authenticated ? error_reply(404, "RepoNotFound", "Repository not found")
                             : error_reply(401, "", "Invalid username or password.");
}

Reply unknown_revision(const std::string& rev) {
    return error_reply(404, "RevisionNotFound", "Invalid rev id: " + rev);
}

/// The same request for the repository's current id, relative as the Hub's.
Reply moved(core::Kind kind, const Ask& ask, const RepositoryPath& path, const std::string& to) {
    std::string target = fmt::format("/api/{}/{}", core::kind_plural(kind), to);
    if (!path.part.empty()) {
        target += "/" + path.part;
    }
    if (!path.rest.empty()) {
        target += "/" + percent_encoded(path.rest);
    }
    return redirect_reply(ask.raw_query.empty() ? target : target + "?" + ask.raw_query);
}

/// The author in full, from what the world knows of it.
std::string full_author(const World& world, std::string_view author) {
    const RawObject held(author);
    const std::string name = held.text("name").value_or("");
    const bool is_organisation = held.text("type") == "org";
    const auto account = world.account(name);
    const std::uint64_t seed = hash_text(name);
    std::string json = fmt::format(
        R"({{"_id":"{}","avatarUrl":"/avatars/{}.svg","fullname":{},"name":{},"type":"{}",)",
        hex_digits(seed, 24), hex_digits(seed + 1, 32),
        json_string(account && !account->full_name.empty() ? account->full_name : name),
        json_string(name), is_organisation ? "org" : "user");
    json += is_organisation ? R"("isHf":false,"isHfAdmin":false,"isMod":false,"followerCount":0})"
                            : R"("isPro":false,"isHf":false,"isHfAdmin":false,"isMod":false,)"
                              R"("followerCount":0,"isUserFollowing":false})";
    return json;
}

/// Whose repository it is; the kind only where the world knows it.
std::string owner_of(const World& world, std::string_view id) {
    const std::string owner(id.substr(0, id.find('/')));
    const auto account = world.account(owner);
    const std::string_view type = !account                   ? ""
                                  : account->is_organisation ? R"("type":"org",)"
                                                             : R"("type":"user",)";
    return fmt::format(R"({{"name":{},"isParticipating":false,{}"isDiscussionAuthor":false}})",
                       json_string(owner), type);
}

struct DiscussionFilter {
    std::string status;
    std::string type;
    std::optional<std::string> author;

    explicit DiscussionFilter(const Ask& ask)
        : status(ask.param("status").value_or("all")),
          type(ask.param("type").value_or("all")),
          author(ask.param("author")) {}

    [[nodiscard]] static bool is_closed(const RawObject& discussion) {
        const auto state = discussion.text("status");
        return state == "closed" || state == "merged";
    }

    [[nodiscard]] bool accepts(const RawObject& discussion) const {
        if ((status == "open" && is_closed(discussion)) ||
            (status == "closed" && !is_closed(discussion))) {
            return false;
        }
        if (type != "all" && (type == "pull_request") != discussion.is_true("isPullRequest")) {
            return false;
        }
        const auto person = discussion.find("author");
        return !author ||
               (person && *person != "null" && RawObject(*person).text("name") == author);
    }
};

}  // namespace

RepositoryPath Repository::path_of(core::Kind kind, const Ask& ask) const {
    // segments: "api", kind, then the id in one or two.
    const auto& words = ask.segments;
    std::size_t id_words = words.size() >= 4 ? 2 : 1;
    if (id_words == 2 && is_part(words[3]) && words.size() <= 5 &&
        (words.size() == 5 || words[3] == "discussions" || words[3] == "likers") &&
        world_.lookup(kind, words[2] + "/" + words[3]).state == Place::State::kMissing) {
        id_words = 1;
    }
    RepositoryPath path;
    path.id = id_words == 2 ? words[2] + "/" + words[3] : words[2];
    std::size_t at = 2 + id_words;
    if (at < words.size()) {
        path.part = words[at++];
    }
    for (; at < words.size(); ++at) {
        path.rest += (path.rest.empty() ? "" : "/") + words[at];
    }
    return path;
}

Reply Repository::answer(core::Kind kind, const Ask& ask) const {
    const RepositoryPath path = path_of(kind, ask);
    const Place place = world_.lookup(kind, path.id);
    if (place.state == Place::State::kMissing) {
        return missing(ask);
    }
    if (place.state == Place::State::kMoved) {
        return moved(kind, ask, path, place.name);
    }
    const bool wants_info = path.part.empty() || path.part == "revision";
    const std::string object = world_.object(kind, place.index, wants_info);
    if (RawObject(object).is_true("private") && !ask.authenticated) {
        return missing(ask);
    }
    if (wants_info) {
        return info(kind, place.index, object, ask, path);
    }
    if (path.part == "commits") {
        return commits(kind, place.index, object, ask, path);
    }
    if (path.part == "discussions" && path.rest.empty()) {
        return discussions(kind, place.index, ask);
    }
    if (path.part == "likers" && path.rest.empty()) {
        return likers(kind, place.index, ask);
    }
    return error_reply(404, "", "Sorry, we can't find the page you are looking for.");
}

std::optional<std::size_t> Repository::revision(core::Kind kind, std::size_t index,
                                                const std::string& rev) const {
    if (rev.empty() || rev == "main" || rev == "HEAD" || rev == "refs/heads/main") {
        return 0;
    }
    constexpr std::size_t kShortest = 7;
    constexpr std::size_t kChunk = 1000;
    if (rev.size() < kShortest || rev.find_first_not_of("0123456789abcdef") != std::string::npos) {
        return std::nullopt;
    }
    for (std::size_t at = 0; at < world_.commit_count(kind, index); at += kChunk) {
        const auto chunk = world_.commits(kind, index, at, kChunk);
        for (std::size_t i = 0; i < chunk.size(); ++i) {
            if (RawObject(chunk[i]).text("id").value_or("").rfind(rev, 0) == 0) {
                return at + i;
            }
        }
    }
    return std::nullopt;
}

Reply Repository::info(core::Kind kind, std::size_t index, const std::string& object,
                       const Ask& ask, const RepositoryPath& path) const {
    const Selection selection = info_selection(kind, ask);
    std::string shown = object;
    if (path.part == "revision") {
        const auto at = revision(kind, index, path.rest);
        if (!at) {
            return unknown_revision(path.rest);
        }
        const auto commit = world_.commits(kind, index, *at, 1);
        if (*at > 0 && !commit.empty()) {
            const RawObject head(commit.front());
            shown = with_members(shown,
                                 {{"sha", std::string(head.find("id").value_or(""))},
                                  {"lastModified", std::string(head.find("date").value_or(""))}});
        }
    }
    return json_reply(project(world_, kind, RawObject(shown), selection));
}

Reply Repository::commits(core::Kind kind, std::size_t index, const std::string& object,
                          const Ask& ask, const RepositoryPath& path) const {
    constexpr std::int64_t kDefaultLimit = 50;
    constexpr std::int64_t kMaxLimit = 1000;
    const RawObject row(object);
    const std::string id = row.text("id").value_or("");
    if (row.find("gated").value_or("false") != "false") {
        const auto message = fmt::format(
            "Access to {} {} is restricted. You must have access to it "
            "and be authenticated to access it.{}",
            core::kind_name(kind), id, ask.authenticated ? "" : " Please log in.");
        return error_reply(ask.authenticated ? 403 : 401, "GatedRepo", message);
    }
    if (row.is_true("disabled")) {
        return error_reply(403, "", "Access to this resource is disabled.");
    }
    const std::string rev = path.rest.empty() ? "main" : path.rest;
    const auto first = revision(kind, index, rev);
    if (!first) {
        return unknown_revision(rev);
    }
    const auto limit =
        static_cast<std::size_t>(std::min(ask.number("limit", kDefaultLimit, 1), kMaxLimit));
    const auto page = static_cast<std::size_t>(ask.number("p", 0, 0));
    const std::size_t total = world_.commit_count(kind, index) - *first;
    const std::size_t shift = std::min(ask.shift, page * limit);
    const auto rows = world_.commits(kind, index, *first + page * limit - shift, limit + shift);
    Reply reply = json_reply(fmt::format("[{}]", fmt::join(rows, ",")));
    reply.headers.emplace_back("X-Total-Count", std::to_string(total));
    if ((page + 1) * limit < total) {
        const auto self =
            fmt::format("/api/{}/{}/commits/{}", core::kind_plural(kind), id, percent_encoded(rev));
        reply.headers.emplace_back("Link", next_link(ask, self, "p", std::to_string(page + 1)));
    }
    return reply;
}

Reply Repository::discussions(core::Kind kind, std::size_t index, const Ask& ask) const {
    constexpr std::size_t kPageSize = 50;
    const DiscussionFilter filter(ask);
    const auto all = world_.discussions(kind, index);
    std::vector<std::string_view> wanted;
    std::size_t closed = 0;
    for (const auto& discussion : all) {
        const RawObject row(discussion);
        closed += DiscussionFilter::is_closed(row) ? 1U : 0U;
        if (filter.accepts(row)) {
            wanted.emplace_back(discussion);
        }
    }
    const std::string id = world_.name(kind, index);
    const std::string owner = owner_of(world_, id);
    const std::string common =
        fmt::format(R"("repo":{{"name":{},"type":"{}"}},"topReactions":[],"numReactionUsers":0,)"
                    R"("pinned":false}})",
                    json_string(id), core::kind_name(kind));
    const auto page = static_cast<std::size_t>(ask.number("p", 0, 0));
    const std::size_t shift = std::min(ask.shift, page * kPageSize);
    const std::size_t start = page * kPageSize - shift;
    std::string rows;
    for (std::size_t i = start; i < std::min(start + shift + kPageSize, wanted.size()); ++i) {
        std::string row = "{";
        for (const auto& [key, value] : RawObject(wanted[i]).members()) {
            const bool in_full =
                key == "author" && value != "null" && !RawObject(value).find("_id");
            row.append("\"").append(key).append("\":");
            row.append(in_full ? full_author(world_, value) : std::string(value)).append(",");
        }
        if (!RawObject(wanted[i]).find("numComments")) {
            row += fmt::format(R"("numComments":{},)", 1 + hash_text(wanted[i]) % 4);
        }
        if (!RawObject(wanted[i]).find("repoOwner")) {
            row += fmt::format(R"("repoOwner":{},)", owner);
        }
        rows += (rows.empty() ? "" : ",") + row + common;
    }
    const std::string last =
        page == 0 ? fmt::format(R"(,"numClosedDiscussions":{})", closed) : std::string();
    return json_reply(fmt::format(R"({{"discussions":[{}],"count":{},"start":{}{}}})", rows,
                                  wanted.size(), start, last));
}

/// Page size and cursor are of our making: no reply of the Hub was recorded.
Reply Repository::likers(core::Kind kind, std::size_t index, const Ask& ask) const {
    constexpr std::size_t kPageSize = 100;
    const auto wanted = ask.params("expand");
    const bool with_dates = !wanted.empty();
    if (wanted.size() > 1 || (with_dates && wanted.front() != "likeAt")) {
        throw BadRequest{R"(✖ Invalid option: expected one of "likeAt")"};
    }
    const auto all = world_.likers(kind, index);
    const auto first = static_cast<std::size_t>(ask.number("cursor", 0, 0));
    std::string rows;
    for (std::size_t i = first; i < std::min(first + kPageSize, all.size()); ++i) {
        const RawObject liker(all[i]);
        const std::string user = liker.text("user").value_or("");
        rows += fmt::format(R"({}{{"user":{},"fullname":{},"avatarUrl":"/avatars/{}.svg")",
                            rows.empty() ? "" : ",", json_string(user), json_string(user),
                            hex_digits(hash_text(user), 32));
        const auto liked_at = liker.find("likedAt");
        rows += with_dates && liked_at ? fmt::format(R"(,"likedAt":{}}})", *liked_at) : "}";
    }
    Reply reply = json_reply(fmt::format("[{}]", rows));
    if (first + kPageSize < all.size()) {
        const auto self =
            fmt::format("/api/{}/{}/likers", core::kind_plural(kind), world_.name(kind, index));
        reply.headers.emplace_back(
            "Link", next_link(ask, self, "cursor", std::to_string(first + kPageSize)));
    }
    return reply;
}

}  // namespace hubmine::demohub
