#include "hubmine/store/facts.hpp"

#include "hubmine/core/error.hpp"

#include "connection.hpp"

#include <fmt/format.h>

namespace hubmine::store {

std::optional<std::string> load_fact(const Store& store, std::string_view key) {
    const auto query = store.connection().db().cached("SELECT value FROM fact WHERE key = ?");
    query->bind(key);
    return query->step() ? query->maybe_text(0) : std::nullopt;
}

void save_fact(Store& store, std::string_view key, std::string_view value) {
    Verb verb(store.connection());
    store.connection()
        .db()
        .cached(
            "INSERT INTO fact (key, value) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value")
        ->bind(key, value)
        .run();
    verb.commit();
}

void bind_endpoint(Store& store, std::string_view endpoint) {
    const std::optional<std::string> before = load_fact(store, "endpoint");
    if (before == endpoint) {
        return;
    }
    Verb verb(store.connection());
    if (before) {
        if (has_repositories(store)) {
            throw core::UsageError(
                fmt::format("{} holds what {} said, not {}: give another file with --store",
                            store.path().string(), *before, endpoint));
        }
        store.connection().db().execute("DELETE FROM walk; DELETE FROM snapshot");
    }
    save_fact(store, "endpoint", endpoint);
    verb.commit();
}

bool has_repositories(const Store& store) {
    return store.connection().db().scalar("SELECT EXISTS (SELECT 1 FROM repo)") != 0;
}

}  // namespace hubmine::store
