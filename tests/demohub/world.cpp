#include "demohub/world.hpp"

#include "hubmine/core/text.hpp"

#include "demohub/json_text.hpp"

#include <algorithm>

/// The reading half of World; world_changes.cpp has the other.
namespace hubmine::demohub {
namespace {

constexpr std::int64_t kDefaultNow = 1790812800000;  // 2026-10-01T00:00:00Z

}  // namespace

World::World(std::unique_ptr<Content> content)
    : content_(std::move(content)),
      clock_ms_(content_->now_ms() != 0 ? content_->now_ms() : kDefaultNow) {}

const World::Kinds& World::at(core::Kind kind) const {
    return kinds_.at(static_cast<std::size_t>(kind));
}

World::Kinds& World::at(core::Kind kind) {
    return kinds_.at(static_cast<std::size_t>(kind));
}

const World::Change* World::change(core::Kind kind, std::size_t index) const {
    const auto& changes = at(kind).changes;
    if (changes.empty()) {
        return nullptr;
    }
    const auto found = changes.find(index);
    return found != changes.end() ? &found->second : nullptr;
}

std::string World::name_of(core::Kind kind, std::size_t index) const {
    const Change* changed = change(kind, index);
    return changed != nullptr && changed->name ? *changed->name : content_->name(kind, index);
}

std::string World::object_of(core::Kind kind, std::size_t index, bool with_spaces) const {
    const Change* changed = change(kind, index);
    return changed != nullptr && changed->object ? *changed->object
                                                 : content_->object(kind, index, with_spaces);
}

std::vector<std::string> World::all_commits(core::Kind kind, std::size_t index) const {
    const Change* changed = change(kind, index);
    if (changed != nullptr && changed->commits) {
        return *changed->commits;
    }
    return content_->commits(kind, index, 0, content_->commit_count(kind, index));
}

std::optional<std::size_t> World::named(core::Kind kind, std::string_view id) const {
    const auto& names = at(kind).names;
    if (const auto found = names.find(core::ascii_lower(id)); found != names.end()) {
        return found->second;
    }
    const auto index = content_->find(kind, id);
    if (index) {
        const Change* changed = change(kind, *index);
        if (changed != nullptr && changed->name) {
            return std::nullopt;
        }
    }
    return index;
}

bool World::is_removed(core::Kind kind, std::size_t index) const {
    const Change* changed = change(kind, index);
    return changed != nullptr && changed->removed;
}

bool World::is_gone(core::Kind kind, std::size_t index) const {
    const Change* changed = change(kind, index);
    if (changed != nullptr && (changed->removed || changed->vanished)) {
        return changed->removed || *changed->vanished;
    }
    return index < content_->count(kind) && content_->vanished(kind, index);
}

std::size_t World::size(core::Kind kind) const {
    const std::shared_lock lock(mutex_);
    return content_->count(kind) + at(kind).created.size();
}

std::string World::name(core::Kind kind, std::size_t index) const {
    const std::shared_lock lock(mutex_);
    return name_of(kind, index);
}

std::string World::hub_id(core::Kind kind, std::size_t index) const {
    const std::shared_lock lock(mutex_);
    const std::size_t base = content_->count(kind);
    return index < base ? content_->hub_id(kind, index) : at(kind).created.at(index - base).hub_id;
}

std::int64_t World::created_ms(core::Kind kind, std::size_t index) const {
    const std::shared_lock lock(mutex_);
    const std::size_t base = content_->count(kind);
    return index < base ? content_->created_ms(kind, index) : at(kind).created.at(index - base).ms;
}

bool World::is_listed(core::Kind kind, std::size_t index) const {
    const std::shared_lock lock(mutex_);
    return !is_removed(kind, index);
}

std::string World::object(core::Kind kind, std::size_t index, bool with_spaces) const {
    const std::shared_lock lock(mutex_);
    return object_of(kind, index, with_spaces);
}

Place World::lookup(core::Kind kind, std::string_view id) const {
    const std::shared_lock lock(mutex_);
    const auto place = [&](std::size_t index) {
        Place found{Place::State::kMissing, index, name_of(kind, index)};
        if (!is_gone(kind, index)) {
            found.state = found.name == id ? Place::State::kHere : Place::State::kMoved;
        }
        return found;
    };
    if (const auto index = named(kind, id)) {
        return place(*index);
    }
    const auto& former = at(kind).former;
    if (const auto found = former.find(core::ascii_lower(id)); found != former.end()) {
        return place(found->second);
    }
    if (const auto target = content_->moved_to(kind, id)) {
        const auto index = named(kind, *target);
        return index ? place(*index) : Place{Place::State::kMoved, 0, *target};
    }
    return {};
}

std::size_t World::commit_count(core::Kind kind, std::size_t index) const {
    const std::shared_lock lock(mutex_);
    const Change* changed = change(kind, index);
    return changed != nullptr && changed->commits ? changed->commits->size()
                                                  : content_->commit_count(kind, index);
}

std::vector<std::string> World::commits(core::Kind kind, std::size_t index, std::size_t first,
                                        std::size_t count) const {
    const std::shared_lock lock(mutex_);
    const Change* changed = change(kind, index);
    if (changed == nullptr || !changed->commits) {
        return content_->commits(kind, index, first, count);
    }
    const auto& all = *changed->commits;
    const std::size_t from = std::min(first, all.size());
    const std::size_t to = from + std::min(count, all.size() - from);
    return {all.begin() + static_cast<std::ptrdiff_t>(from),
            all.begin() + static_cast<std::ptrdiff_t>(to)};
}

std::vector<std::string> World::discussions(core::Kind kind, std::size_t index) const {
    const std::shared_lock lock(mutex_);
    const Change* changed = change(kind, index);
    return changed != nullptr && changed->discussions ? *changed->discussions
                                                      : content_->discussions(kind, index);
}

std::vector<std::string> World::likers(core::Kind kind, std::size_t index) const {
    const std::shared_lock lock(mutex_);
    const Change* changed = change(kind, index);
    return changed != nullptr && changed->likers ? *changed->likers : content_->likers(kind, index);
}

std::optional<Account> World::account(std::string_view name) const {
    return content_->account(name);
}

std::uint64_t World::version() const {
    const std::shared_lock lock(mutex_);
    return version_;
}

}  // namespace hubmine::demohub
