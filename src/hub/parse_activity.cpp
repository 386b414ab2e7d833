#include "hubmine/core/json_reader.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/hub/parse.hpp"

#include "account.hpp"
#include "bounds.hpp"
#include "sha.hpp"

#include <utility>

namespace hubmine::hub {

namespace {

using core::JsonReader;
using core::JsonType;

/// The member `wanted` of an object of texts; null and other members are passed over.
std::optional<std::string> read_name(JsonReader& in, std::string_view wanted) {
    std::optional<std::string> name;
    in.object([&](std::string_view key) {
        if (key == wanted) {
            name = read_short(in);
        } else {
            in.skip();
        }
    });
    return name;
}

/// A user or an organisation that a row of discussions names.
struct Somebody {
    std::optional<std::string> name;
    std::optional<AccountKind> kind;
};

Somebody read_somebody(JsonReader& in) {
    Somebody somebody;
    in.object([&](std::string_view key) {
        if (key == "name") {
            somebody.name = read_short(in);
        } else if (key == "type") {
            somebody.kind = account_kind(in.text().value_or(""));
        } else {
            in.skip();
        }
    });
    if (!somebody.name) {
        somebody.kind.reset();
    }
    return somebody;
}

CommitRecord read_commit(JsonReader& in) {
    CommitRecord commit;
    in.object([&](std::string_view key) {
        if (key == "id") {
            commit.sha = in.text().value_or("");
        } else if (key == "title") {
            commit.title = in.text().value_or("");
        } else if (key == "date") {
            commit.committed_at = in.time();
        } else if (key == "authors") {
            in.array([&] {
                if (std::optional<std::string> name = read_name(in, "user")) {
                    commit.authors.push_back(std::move(*name));
                }
            });
        } else {
            in.skip();
        }
    });
    return commit;
}

DiscussionRecord read_discussion(JsonReader& in) {
    DiscussionRecord discussion;
    in.object([&](std::string_view key) {
        if (key == "num") {
            discussion.num = in.count(kMostRows).value_or(0);
        } else if (key == "author") {
            Somebody author = read_somebody(in);
            discussion.author = std::move(author.name);
            discussion.author_kind = author.kind;
        } else if (key == "repoOwner") {
            Somebody owner = read_somebody(in);
            discussion.owner = std::move(owner.name);
            discussion.owner_kind = owner.kind;
        } else if (key == "title") {
            discussion.title = in.text().value_or("");
        } else if (key == "status") {
            discussion.status = in.text().value_or("");
        } else if (key == "isPullRequest") {
            discussion.is_pull_request = in.boolean().value_or(false);
        } else if (key == "createdAt") {
            discussion.created_at = in.time();
        } else {
            in.skip();
        }
    });
    return discussion;
}

/// A text, or the texts of a list joined.
std::string read_message(JsonReader& in) {
    if (in.peek() == JsonType::kString) {
        return in.text().value_or("");
    }
    if (in.peek() != JsonType::kArray) {
        in.skip();
        return {};
    }
    std::string joined;
    in.array([&] {
        std::string part;
        if (in.peek() == JsonType::kObject) {
            in.object([&](std::string_view key) {
                if (key == "message") {
                    part = in.text().value_or("");
                } else {
                    in.skip();
                }
            });
        } else {
            part = in.text().value_or("");
        }
        joined += joined.empty() || part.empty() ? part : "; " + part;
    });
    return joined;
}

}  // namespace

std::optional<Parsed<CommitRecord>> parse_commits(std::string_view body) {
    JsonReader in(body);
    if (in.peek() != JsonType::kArray) {
        return std::nullopt;
    }
    Parsed<CommitRecord> page;
    in.array([&] {
        const bool is_object = in.peek() == JsonType::kObject;
        CommitRecord commit = read_commit(in);
        if (!commit.sha.empty() && commit.sha.size() <= kLongestSha) {
            page.records.push_back(std::move(commit));
        } else if (is_object) {
            in.count_malformed();
        }
    });
    if (in.failed() || !in.at_end()) {
        return std::nullopt;
    }
    page.malformed = in.malformed();
    return page;
}

std::optional<ParsedDiscussions> parse_discussions(std::string_view body) {
    JsonReader in(body);
    if (in.peek() != JsonType::kObject) {
        return std::nullopt;
    }
    ParsedDiscussions page;
    bool has_list = false;
    const auto read_entry = [&] {
        ++page.rows;
        const bool is_object = in.peek() == JsonType::kObject;
        DiscussionRecord discussion = read_discussion(in);
        if (discussion.num > 0) {
            page.records.push_back(std::move(discussion));
        } else if (is_object) {
            in.count_malformed();
        }
    };
    in.object([&](std::string_view key) {
        if (key == "discussions") {
            has_list = in.peek() == JsonType::kArray;
            in.array(read_entry);
        } else if (key == "count") {
            page.count = in.count(kMostRows);
        } else if (key == "start") {
            page.start = in.count(kMostRows);
        } else {
            in.skip();
        }
    });
    if (in.failed() || !has_list || !in.at_end()) {
        return std::nullopt;
    }
    page.malformed = in.malformed();
    return page;
}

std::optional<std::string> parse_error(std::string_view body) {
    JsonReader in(body);
    if (in.peek() != JsonType::kObject) {
        return std::nullopt;
    }
    std::string error;
    std::string other;
    in.object([&](std::string_view key) {
        if (key == "error") {
            error = read_message(in);
        } else if (key == "message" || key == "error_description" || key == "errors") {
            other = read_message(in);
        } else {
            in.skip();
        }
    });
    if (in.failed() || !in.at_end()) {
        return std::nullopt;
    }
    return error.empty() ? other : error;
}

std::optional<std::vector<std::string>> accepted_options(std::string_view message) {
    constexpr std::string_view kLead = "expected one of";
    const std::size_t lead = message.find(kLead);
    if (message.find("Invalid option") == std::string_view::npos ||
        lead == std::string_view::npos) {
        return std::nullopt;
    }
    std::vector<std::string> names;
    std::string_view rest = message.substr(lead + kLead.size());
    for (;;) {
        const std::size_t open = rest.find('"');
        const std::size_t close = open == std::string_view::npos ? open : rest.find('"', open + 1);
        if (close == std::string_view::npos) {
            return names;
        }
        names.emplace_back(rest.substr(open + 1, close - open - 1));
        rest.remove_prefix(close + 1);
    }
}

}  // namespace hubmine::hub
