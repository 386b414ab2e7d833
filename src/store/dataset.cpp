#include "hubmine/store/dataset.hpp"

#include "hubmine/store/upkeep.hpp"

#include "dataset_loader.hpp"
#include "history_loader.hpp"
#include "store_impl.hpp"

namespace hubmine::store {

namespace {

LoadPlan make_plan(Store& store, const DatasetOptions& options) {
    LoadPlan plan;
    plan.snapshot = find_snapshot(store, options.snapshot);
    plan.past = plan.snapshot.snapshot_id < newest_walk(store.database());
    if (plan.snapshot.snapshot_id < find_snapshot(store, "").snapshot_id) {
        plan.activity_until = to_ms(plan.snapshot.finished_at);
    }
    plan.parts = options.parts;
    if (plan.parts.usage) {
        plan.parts.kinds.push_back(core::Kind::kModel);
        plan.parts.kinds.push_back(core::Kind::kSpace);
    }
    plan.since = to_ms(options.since);
    plan.until = to_ms(options.until);
    return plan;
}

}  // namespace

Dataset load_dataset(const std::filesystem::path& path, const DatasetOptions& options) {
    Store store(path, OpenOptions{.read_only = true});
    Database& database = store.database();
    const ReadView consistent(database);
    const LoadPlan plan = make_plan(store, options);
    Dataset data = DatasetLoader(database, plan).load();
    data.snapshot = plan.snapshot;
    data.endpoint = plan.snapshot.endpoint;
    if (plan.parts.coverage) {
        data.coverage = store.coverage();
    }
    data.sample = store.fact(kSampleFact);
    if (plan.parts.history) {
        data.history = load_history(database, plan);
    }
    return data;
}

}  // namespace hubmine::store
