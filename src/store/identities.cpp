#include "hubmine/store/identities.hpp"

#include "hubmine/core/error.hpp"

#include "clean_text.hpp"
#include "database.hpp"
#include "forgotten.hpp"
#include "milliseconds.hpp"

#include <fmt/format.h>

#include <utility>

namespace hubmine::store {

namespace {

std::int64_t last_generation(Database& database) {
    return database.scalar("SELECT max(generation) FROM decision_undo");
}

/// What the pair is now, so that it can become that again. The first of several in one generation
/// stands.
void remember(Database& database, std::int64_t generation, std::string_view name_a,
              std::string_view name_b) {
    database
        .cached(
            "INSERT OR IGNORE INTO decision_undo (generation, name_a, name_b, stage, "
            "similarity, shared_repos, decision, decided_at) "
            "SELECT ?1, ?2, ?3, d.stage, d.similarity, d.shared_repos, d.decision, "
            "d.decided_at FROM (SELECT 1) LEFT JOIN decision AS d "
            "ON d.name_a = ?2 AND d.name_b = ?3")
        ->bind(generation, name_a, name_b)
        .run();
}

void check_decision(const NamePair& decision) {
    if (!decision.decision.empty() && decision.decision != "accept" &&
        decision.decision != "reject") {
        throw core::UsageError(
            fmt::format("{} and {}: the decision is accept, reject or nothing, not {}",
                        decision.name_a, decision.name_b, decision.decision));
    }
    if (decision.name_a == decision.name_b) {
        throw core::UsageError(fmt::format("{} cannot be merged with itself", decision.name_a));
    }
}

void save(Database& database, std::int64_t generation, const NamePair& decision) {
    check_decision(decision);
    std::string buffer_a;
    std::string buffer_b;
    std::string buffer_stage;
    std::string_view name_a = clean(decision.name_a, buffer_a);
    std::string_view name_b = clean(decision.name_b, buffer_b);
    if (name_b < name_a) {
        std::swap(name_a, name_b);
    }
    remember(database, generation, name_a, name_b);
    database
        .cached(
            "INSERT OR REPLACE INTO decision (name_a, name_b, stage, similarity, "
            "shared_repos, decision, decided_at) VALUES (?, ?, ?, ?, ?, ?, ?)")
        ->bind(name_a, name_b, clean(decision.stage, buffer_stage), decision.similarity,
               decision.shared_repos, decision.decision, to_ms(decision.decided_at))
        .run();
}

}  // namespace

std::vector<NamePair> load_decisions(Store& store) {
    const auto rows = store.database().cached(
        "SELECT name_a, name_b, stage, similarity, shared_repos, decision, decided_at "
        "FROM decision ORDER BY name_a, name_b");
    std::vector<NamePair> decisions;
    while (rows->step()) {
        NamePair decision{.name_a = std::string(rows->text(0)),
                          .name_b = std::string(rows->text(1)),
                          .stage = std::string(rows->text(2)),
                          .similarity = rows->maybe_integer(3),
                          .shared_repos = rows->maybe_integer(4),
                          .decision = std::string(rows->text(5))};
        decision.decided_at = rows->maybe_time(6);
        decisions.push_back(std::move(decision));
    }
    return decisions;
}

std::int64_t save_decisions(Store& store, std::span<const NamePair> decisions) {
    Database& database = store.database();
    Transaction transaction(database);
    // Read within the transaction: another process may have been told meanwhile.
    Forgotten forgotten(database);
    std::int64_t left_out = 0;
    const std::int64_t generation = last_generation(database) + 1;
    for (const NamePair& decision : decisions) {
        if (forgotten.contains(decision.name_a) || forgotten.contains(decision.name_b)) {
            ++left_out;
        } else {
            save(database, generation, decision);
        }
    }
    transaction.commit();
    return left_out;
}

void clear_decisions(Store& store) {
    Database& database = store.database();
    Transaction transaction(database);
    database
        .cached(
            "INSERT INTO decision_undo (generation, name_a, name_b, stage, similarity, "
            "shared_repos, decision, decided_at) SELECT ?, name_a, name_b, stage, similarity, "
            "shared_repos, decision, decided_at FROM decision")
        ->bind(last_generation(database) + 1)
        .run();
    database.cached("DELETE FROM decision")->run();
    transaction.commit();
}

bool undo_decisions(Store& store) {
    Database& database = store.database();
    Transaction transaction(database);
    const std::int64_t generation = last_generation(database);
    if (generation == 0) {
        return false;
    }
    database
        .cached(
            "DELETE FROM decision WHERE (name_a, name_b) IN "
            "(SELECT name_a, name_b FROM decision_undo WHERE generation = ?)")
        ->bind(generation)
        .run();
    database
        .cached(
            "INSERT INTO decision (name_a, name_b, stage, similarity, shared_repos, decision, "
            "decided_at) SELECT name_a, name_b, stage, similarity, shared_repos, decision, "
            "decided_at FROM decision_undo WHERE generation = ? AND stage IS NOT NULL")
        ->bind(generation)
        .run();
    database.cached("DELETE FROM decision_undo WHERE generation = ?")->bind(generation).run();
    transaction.commit();
    return true;
}

}  // namespace hubmine::store
