#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/hub/records.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Bytes -> records. Total functions: no input makes them throw or recurse without bound. A field
/// of the wrong type is absent and counted, a row without an identity is left out and counted, and
/// only a body that is no JSON of the expected shape is refused as a whole.
namespace hubmine::hub {

template <typename Record>
struct Parsed {
    std::vector<Record> records;
    std::int64_t malformed = 0;
};

struct ParsedRepo {
    RepoRecord record;
    std::int64_t malformed = 0;
};

struct ParsedDiscussions {
    std::vector<DiscussionRecord> records;
    std::int64_t malformed = 0;
    std::int64_t rows = 0;              ///< entries of the page, malformed ones included
    std::optional<std::int64_t> count;  ///< everything that matches, over all pages
    std::optional<std::int64_t> start;  ///< position of the page's first entry
};

struct ParsedList {
    std::vector<RepoRecord> records;
    std::int64_t malformed = 0;
    std::int64_t nameless = 0;  ///< rows that are left out for want of an identity
};

struct ParsedOverview {
    OverviewRecord record;
    std::int64_t malformed = 0;
};

/// When likes were given; by whom is passed over.
struct ParsedLikers {
    std::vector<core::Timestamp> liked_at;
    std::int64_t malformed = 0;  ///< rows without a readable time
    std::int64_t rows = 0;       ///< of the page, malformed ones included
};

/// A page of /api/models, /api/datasets or /api/spaces.
[[nodiscard]] std::optional<ParsedList> parse_repos(std::string_view body, core::Kind kind);
/// One repository's information.
[[nodiscard]] std::optional<ParsedRepo> parse_repo(std::string_view body, core::Kind kind);
/// A page of commits.
[[nodiscard]] std::optional<Parsed<CommitRecord>> parse_commits(std::string_view body);
/// A page of discussions.
[[nodiscard]] std::optional<ParsedDiscussions> parse_discussions(std::string_view body);

/// An account's overview, of the route for accounts of that kind; absent as well when it names no
/// account, or one of the other kind.
[[nodiscard]] std::optional<ParsedOverview> parse_overview(std::string_view body, AccountKind kind);
/// A page of those who like a repository.
[[nodiscard]] std::optional<ParsedLikers> parse_likers(std::string_view body);

/// The message of an error body (`error` as text or list, `message`, `error_description`); absent
/// when the body is no JSON object. Empty when the object says nothing.
[[nodiscard]] std::optional<std::string> parse_error(std::string_view body);

/// The names that the Hub still accepts, from its `Invalid option: expected one of "a"|"b"`;
/// absent when the message is another one.
[[nodiscard]] std::optional<std::vector<std::string>> accepted_options(std::string_view message);

}  // namespace hubmine::hub
