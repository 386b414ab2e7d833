#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/core/time.hpp"

#include "demohub/json_text.hpp"
#include "demohub/random.hpp"
#include "demohub/world.hpp"

#include <fmt/format.h>

#include <algorithm>

/// The changing half of World; world.cpp has the other.
namespace hubmine::demohub {
namespace {

std::string iso(std::int64_t ms) {
    return core::format_time(core::Timestamp(std::chrono::milliseconds(ms)));
}

std::string owner_of(std::string_view id) {
    return std::string(id.substr(0, id.find('/')));
}

std::string commit_json(const NewCommit& commit, const std::string& owner) {
    const auto authors = commit.authors.empty() ? std::vector{owner} : commit.authors;
    std::string people;
    for (const auto& author : authors) {
        people += people.empty() ? "" : ",";
        people += fmt::format(R"({{"user":{},"avatar":"/avatars/{}.svg"}})", json_string(author),
                              hex_digits(hash_text(author), 32));
    }
    return fmt::format(R"({{"id":{},"title":{},"message":"","authors":[{}],"date":{}}})",
                       json_string(commit.id), json_string(commit.title), people,
                       json_string(commit.date));
}

}  // namespace

std::size_t World::required(core::Kind kind, std::string_view id) const {
    const auto index = named(kind, id);
    if (!index) {
        throw core::Error(fmt::format("no {} called {}", core::kind_name(kind), id));
    }
    return *index;
}

std::string World::tick() {
    constexpr std::int64_t kMinute = 60000;
    ++version_;
    clock_ms_ += kMinute;
    return iso(clock_ms_);
}

void World::set_members(core::Kind kind, std::size_t index, const Members& members) {
    auto object = with_members(object_of(kind, index, true), members);
    at(kind).changes[index].object = std::move(object);
}

void World::set_history(core::Kind kind, std::size_t index, std::vector<std::string> commits) {
    if (!commits.empty()) {
        const RawObject head(commits.front());
        set_members(kind, index,
                    {{"sha", std::string(head.find("id").value_or(""))},
                     {"lastModified", std::string(head.find("date").value_or(""))}});
    }
    at(kind).changes[index].commits = std::move(commits);
}

std::string World::create(core::Kind kind, std::string_view id, const Members& members) {
    const std::unique_lock lock(mutex_);
    if (const auto other = named(kind, id); other && !is_removed(kind, *other)) {
        throw core::Error(fmt::format("there is a {} called {}", core::kind_name(kind), id));
    }
    tick();
    auto& kinds = at(kind);
    const std::size_t base = content_->count(kind);
    const std::size_t index = base + kinds.created.size();
    const std::int64_t last = !kinds.created.empty() ? kinds.created.back().ms
                              : base > 0             ? content_->created_ms(kind, base - 1)
                                                     : 0;
    const std::int64_t ms = std::max(clock_ms_, last + 1000);
    const std::uint64_t seed = hash_of({hash_text(id), version_});
    const std::string hub_id = fmt::format("{:08x}{:08x}{}", ms / 1000, index, hex_digits(seed, 8));
    const std::string sha = hex_digits(seed + 1, 40);
    Members all{{"_id", json_string(hub_id)},
                {"id", json_string(id)},
                {"author", json_string(owner_of(id))},
                {"sha", json_string(sha)},
                {"createdAt", json_string(iso(ms))},
                {"lastModified", json_string(iso(ms))},
                {"private", "false"},
                {"gated", "false"},
                {"disabled", "false"},
                {"likes", "0"},
                {"trendingScore", "0"},
                {"tags", R"(["region:us"])"},
                {"cardData", "{}"},
                {"siblings", R"([{"rfilename":".gitattributes"}])"},
                {"usedStorage", "1519"}};
    if (kind != core::Kind::kSpace) {
        all.insert(all.end(), {{"downloads", "0"}, {"downloadsAllTime", "0"}});
    } else {
        all.insert(all.end(), {{"sdk", R"("gradio")"}, {"models", "[]"}, {"datasets", "[]"}});
    }
    all.insert(all.end(), members.begin(), members.end());
    kinds.created.push_back({hub_id, ms});
    kinds.names[core::ascii_lower(id)] = index;
    kinds.former.erase(core::ascii_lower(id));
    Change& change = kinds.changes[index];
    change.name = std::string(id);
    change.object = with_members("{}", all);
    change.commits = {commit_json({"initial commit", {}, iso(ms), sha}, owner_of(id))};
    change.discussions.emplace();
    change.likers.emplace();
    return hub_id;
}

void World::rename(core::Kind kind, std::string_view id, std::string_view new_id) {
    const std::unique_lock lock(mutex_);
    const std::size_t index = required(kind, id);
    if (const auto other = named(kind, new_id);
        other && *other != index && !is_removed(kind, *other)) {
        throw core::Error(fmt::format("there is a {} called {}", core::kind_name(kind), new_id));
    }
    tick();
    set_members(kind, index,
                {{"id", json_string(new_id)}, {"author", json_string(owner_of(new_id))}});
    auto& kinds = at(kind);
    const std::string old_key = core::ascii_lower(name_of(kind, index));
    kinds.names.erase(old_key);
    kinds.former[old_key] = index;
    kinds.former.erase(core::ascii_lower(new_id));
    kinds.names[core::ascii_lower(new_id)] = index;
    kinds.changes[index].name = std::string(new_id);
    if (kind == core::Kind::kModel) {
        set_members(kind, index, {{"modelId", json_string(new_id)}});
    }
}

void World::remove(core::Kind kind, std::string_view id) {
    const std::unique_lock lock(mutex_);
    const std::size_t index = required(kind, id);
    tick();
    at(kind).changes[index].removed = true;
}

void World::restore(core::Kind kind, std::string_view id) {
    const std::unique_lock lock(mutex_);
    const std::size_t index = required(kind, id);
    tick();
    Change& change = at(kind).changes[index];
    change.removed = false;
    change.vanished = false;
}

void World::vanish(core::Kind kind, std::string_view id) {
    const std::unique_lock lock(mutex_);
    const std::size_t index = required(kind, id);
    tick();
    at(kind).changes[index].vanished = true;
}

void World::set(core::Kind kind, std::string_view id, const Members& members) {
    const std::unique_lock lock(mutex_);
    const std::size_t index = required(kind, id);
    tick();
    set_members(kind, index, members);
}

void World::set_likes(core::Kind kind, std::string_view id, std::int64_t likes) {
    set(kind, id, {{"likes", std::to_string(likes)}});
}

void World::set_likers(core::Kind kind, std::string_view id, std::vector<std::string> likers) {
    const std::unique_lock lock(mutex_);
    const std::size_t index = required(kind, id);
    tick();
    set_members(kind, index, {{"likes", std::to_string(likers.size())}});
    at(kind).changes[index].likers = std::move(likers);
}

void World::set_downloads(core::Kind kind, std::string_view id, std::int64_t downloads) {
    set(kind, id, {{"downloads", std::to_string(downloads)}});
}

void World::relicense(core::Kind kind, std::string_view id, std::string_view license) {
    const std::unique_lock lock(mutex_);
    const std::size_t index = required(kind, id);
    tick();
    const std::string object = object_of(kind, index, true);
    const RawObject row(object);
    auto tags = string_elements(row.find("tags").value_or("[]"));
    tags.erase(std::remove_if(tags.begin(), tags.end(),
                              [](const auto& tag) { return tag.rfind("license:", 0) == 0; }),
               tags.end());
    std::string card_license;
    if (!license.empty()) {
        tags.push_back(fmt::format("license:{}", license));
        card_license = json_string(license);
    }
    const auto card = row.find("cardData").value_or("{}");
    set_members(kind, index,
                {{"tags", json_array(tags)},
                 {"cardData", with_members(card, {{"license", card_license}})}});
}

void World::gate(core::Kind kind, std::string_view id, std::string_view how) {
    set(kind, id, {{"gated", how.empty() ? "false" : json_string(how)}});
}

void World::disable(core::Kind kind, std::string_view id, bool disabled) {
    set(kind, id, {{"disabled", disabled ? "true" : "false"}});
}

void World::make_private(core::Kind kind, std::string_view id, bool is_private) {
    set(kind, id, {{"private", is_private ? "true" : "false"}});
}

void World::push_commits(core::Kind kind, std::string_view id,
                         const std::vector<NewCommit>& commits) {
    const std::unique_lock lock(mutex_);
    const std::size_t index = required(kind, id);
    std::vector<std::string> history;
    for (NewCommit commit : commits) {
        const std::string now = tick();
        if (commit.date.empty()) {
            commit.date = now;
        }
        if (commit.id.empty()) {
            commit.id = hex_digits(hash_of({hash_text(id), version_}), 40);
        }
        history.push_back(commit_json(commit, owner_of(id)));
    }
    std::reverse(history.begin(), history.end());
    for (auto& commit : all_commits(kind, index)) {
        history.push_back(std::move(commit));
    }
    set_history(kind, index, std::move(history));
}

void World::rewrite_history(core::Kind kind, std::string_view id, std::size_t keep) {
    const std::unique_lock lock(mutex_);
    const std::size_t index = required(kind, id);
    auto history = all_commits(kind, index);
    const std::string now = tick();
    history.resize(std::min(keep, history.size()));
    for (std::size_t i = 0; i < history.size(); ++i) {
        Members members{{"id", json_string(hex_digits(hash_of({hash_text(id), version_, i}), 40))}};
        if (i == 0) {
            members.emplace_back("date", json_string(now));
        }
        history[i] = with_members(history[i], members);
    }
    set_history(kind, index, std::move(history));
}

std::int64_t World::add_discussion(core::Kind kind, std::string_view id,
                                   const NewDiscussion& discussion) {
    const std::unique_lock lock(mutex_);
    const std::size_t index = required(kind, id);
    const std::string now = tick();
    const Change* changed = change(kind, index);
    auto all = changed != nullptr && changed->discussions ? *changed->discussions
                                                          : content_->discussions(kind, index);
    const std::int64_t num =
        all.empty() ? 1 : RawObject(all.front()).integer("num").value_or(0) + 1;
    const std::string author = discussion.author ? fmt::format(R"({{"name":{},"type":"user"}})",
                                                               json_string(*discussion.author))
                                                 : "null";
    all.insert(
        all.begin(),
        fmt::format(R"({{"num":{},"author":{},"title":{},"status":{},"createdAt":{},)"
                    R"("isPullRequest":{}}})",
                    num, author, json_string(discussion.title), json_string(discussion.status),
                    json_string(discussion.created_at.empty() ? now : discussion.created_at),
                    discussion.is_pull_request));
    at(kind).changes[index].discussions = std::move(all);
    return num;
}

}  // namespace hubmine::demohub
