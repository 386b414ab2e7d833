#include "demohub/write_world.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/time.hpp"

#include "demohub/census.hpp"
#include "demohub/json_text.hpp"
#include "demohub/synthetic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <set>
#include <system_error>

namespace hubmine::demohub {
namespace {

/// A file of lines; throws when it cannot be written.
class Lines {
  public:
    explicit Lines(std::filesystem::path path) : path_(std::move(path)) {
        std::error_code ignored;  // opening says what is wrong
        std::filesystem::create_directories(path_.parent_path(), ignored);
        out_.open(path_, std::ios::binary | std::ios::trunc);
        check();
    }
    void add(const std::string& line) { out_ << line << '\n'; }
    void finish() {
        out_.flush();
        check();
    }

  private:
    void check() const {
        if (!out_) {
            throw core::Error(fmt::format("cannot write {}", path_.string()));
        }
    }

    std::filesystem::path path_;
    std::ofstream out_;
};

void write_kind(const Content& hub, core::Kind kind, const std::filesystem::path& directory) {
    const std::string file = std::string(core::kind_plural(kind)) + ".jsonl";
    Lines listing(directory / file);
    Lines commits(directory / "commits" / file);
    Lines discussions(directory / "discussions" / file);
    Lines likers(directory / "likers" / file);
    constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();
    for (std::size_t i = 0; i < hub.count(kind); ++i) {
        const std::string id = json_string(hub.name(kind, i));
        listing.add(hub.object(kind, i, true));
        commits.add(fmt::format(R"({{"id":{},"commits":[{}]}})", id,
                                fmt::join(hub.commits(kind, i, 0, kAll), ",")));
        discussions.add(fmt::format(R"({{"id":{},"discussions":[{}]}})", id,
                                    fmt::join(hub.discussions(kind, i), ",")));
        if (const auto all = hub.likers(kind, i); !all.empty()) {
            likers.add(fmt::format(R"({{"id":{},"likers":[{}]}})", id, fmt::join(all, ",")));
        }
    }
    listing.finish();
    commits.finish();
    discussions.finish();
    likers.finish();
}

void write_fates(const Census& census, const std::filesystem::path& directory) {
    Lines renames(directory / "renames.jsonl");
    Lines vanished(directory / "vanished.jsonl");
    for (const core::Kind kind : core::kAllKinds) {
        for (std::size_t i = 0; i < census.count(kind); ++i) {
            const std::string name = json_string(census.name(kind, i));
            if (const auto former = census.former_name(kind, i)) {
                renames.add(fmt::format(R"({{"kind":"{}","from":{},"to":{}}})",
                                        core::kind_name(kind), json_string(*former), name));
            }
            if (census.vanished(kind, i)) {
                vanished.add(
                    fmt::format(R"({{"kind":"{}","id":{}}})", core::kind_name(kind), name));
            }
        }
    }
    renames.finish();
    vanished.finish();
}

void write_accounts(const Census& census, const std::filesystem::path& directory) {
    Lines users(directory / "users.jsonl");
    const auto add = [&](const std::string& name) {
        if (const auto account = census.people().account(name)) {
            users.add(with_members(
                fmt::format(R"({{"user":{},"type":"{}","fullname":{}}})",
                            json_string(account->name), account->is_organisation ? "org" : "user",
                            json_string(account->full_name)),
                account->members));
        }
    };
    for (std::size_t i = 0; i < census.people().size(); ++i) {
        add(census.people().user_name(i));
    }
    for (const Team& team : census.people().teams()) {
        add(census.people().organisation(team));
    }
    for (const std::string_view bot : kBots) {
        add(std::string(bot));
    }
    users.finish();
}

}  // namespace

void write_world(const SyntheticOptions& options, const std::filesystem::path& directory) {
    const auto hub = synthetic_hub(options);
    for (const core::Kind kind : core::kAllKinds) {
        write_kind(*hub, kind, directory);
    }
    const Census census(options);
    write_fates(census, directory);
    write_accounts(census, directory);
    Lines world(directory / "world.json");
    const core::Timestamp now{std::chrono::milliseconds(options.now_ms)};
    world.add(fmt::format(
        R"({{"seed":{},"now":"{}","counts":{{"models":{},"datasets":{},"spaces":{}}}}})",
        options.seed, core::format_time(now), options.models, options.datasets, options.spaces));
    world.finish();
}

}  // namespace hubmine::demohub
