#include "forgotten.hpp"

#include "hubmine/core/digest.hpp"
#include "hubmine/core/random_key.hpp"

#include "clean_text.hpp"

namespace hubmine::store {

void Forgotten::load() {
    if (loaded_) {
        return;
    }
    const auto key = database_.cached("SELECT key FROM forgotten_key");
    if (key->step()) {
        key_ = key->text(0);
    }
    const auto rows = database_.cached("SELECT hash, repositories FROM forgotten");
    while (rows->step()) {
        repositories_.insert_or_assign(std::string(rows->text(0)), rows->integer(1) != 0);
    }
    if (key_.empty() && !repositories_.empty()) {
        database_.damaged("the key of the names that it has forgotten is missing");
    }
    loaded_ = true;
}

std::string Forgotten::hash(std::string_view name) const {
    std::string buffer;
    return core::hmac_sha256(key_, clean(name, buffer));
}

bool Forgotten::contains(std::string_view name) {
    load();
    return !repositories_.empty() && repositories_.contains(hash(name));
}

bool Forgotten::contains_owner(std::string_view name) {
    load();
    if (repositories_.empty()) {
        return false;
    }
    const auto found = repositories_.find(hash(name));
    return found != repositories_.end() && found->second;
}

bool Forgotten::contains_owner_of(std::string_view repository) {
    const std::size_t slash = repository.find('/');
    return slash != std::string_view::npos && contains_owner(repository.substr(0, slash));
}

void Forgotten::add(std::string_view name, bool repositories) {
    load();
    if (key_.empty()) {
        key_ = core::random_key();
        database_.cached("INSERT INTO forgotten_key (key) VALUES (?)")->bind(key_).run();
    }
    const std::string hashed = hash(name);
    bool& with_repositories = repositories_[hashed];
    with_repositories = with_repositories || repositories;
    database_.cached("INSERT OR REPLACE INTO forgotten (hash, repositories) VALUES (?, ?)")
        ->bind(hashed, with_repositories)
        .run();
}

}  // namespace hubmine::store
