#include "hubmine/core/json_reader.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/hub/parse.hpp"

#include "account.hpp"
#include "bounds.hpp"

#include <utility>

namespace hubmine::hub {

namespace {

using core::JsonReader;
using core::JsonType;

/// A user's name has at most 42 bytes on the Hub; one from a commit of git may be any text.
constexpr std::size_t kLongestName = 512;

/// Members of an organisation's overview.
void read_organisation(JsonReader& in, std::string_view key, OverviewRecord& record) {
    if (key == "name") {
        record.name = read_short(in).value_or("");
    } else if (key == "fullname") {
        record.fullname = read_short(in);
    } else if (key == "isVerified") {
        record.is_verified = in.boolean();
    } else if (key == "plan") {
        record.plan = read_short(in);
    } else if (key == "numUsers") {
        record.members = in.count(kMostCount);
    } else if (key == "numFollowers") {
        record.followers = in.count(kMostCount);
    } else {
        in.skip();
    }
}

std::optional<core::Timestamp> read_liked_at(JsonReader& in) {
    std::optional<core::Timestamp> liked_at;
    in.object([&](std::string_view key) {
        if (key == "likedAt") {
            liked_at = in.time();
        } else {
            in.skip();
        }
    });
    return liked_at;
}

}  // namespace

std::optional<std::string> read_short(JsonReader& in) {
    std::optional<std::string> text = in.text();
    if (text && text->size() > kLongestName) {
        in.count_malformed();
        return std::nullopt;
    }
    return text && core::trim(*text).empty() ? std::nullopt : text;
}

std::optional<AccountKind> account_kind(std::string_view word) {
    return word == "user"  ? std::optional(AccountKind::kUser)
           : word == "org" ? std::optional(AccountKind::kOrganisation)
                           : std::nullopt;
}

std::optional<ParsedOverview> parse_overview(std::string_view body, AccountKind kind) {
    JsonReader in(body);
    if (in.peek() != JsonType::kObject) {
        return std::nullopt;
    }
    ParsedOverview overview;
    overview.record.kind = kind;
    std::optional<AccountKind> said;
    in.object([&](std::string_view key) {
        if (key == "type") {
            said = account_kind(in.text().value_or(""));
        } else if (kind == AccountKind::kOrganisation) {
            read_organisation(in, key, overview.record);
        } else if (key == "user") {
            overview.record.name = read_short(in).value_or("");
        } else {
            in.skip();
        }
    });
    if (in.failed() || !in.at_end() || overview.record.name.empty() ||
        said.value_or(kind) != kind) {
        return std::nullopt;
    }
    overview.malformed = in.malformed();
    return overview;
}

std::optional<ParsedLikers> parse_likers(std::string_view body) {
    JsonReader in(body);
    if (in.peek() != JsonType::kArray) {
        return std::nullopt;
    }
    ParsedLikers page;
    in.array([&] {
        ++page.rows;
        if (const std::optional<core::Timestamp> liked_at = read_liked_at(in)) {
            page.liked_at.push_back(*liked_at);
        } else {
            ++page.malformed;
        }
    });
    if (in.failed() || !in.at_end()) {
        return std::nullopt;
    }
    return page;
}

}  // namespace hubmine::hub
