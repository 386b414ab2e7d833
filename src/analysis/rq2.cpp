#include "rq2.hpp"

namespace hubmine::analysis {

namespace {

store::DatasetParts parts(const Options& /*options*/) {
    return {};
}

Result run(const store::Dataset& /*data*/, const Options& /*options*/) {
    return {};
}

}  // namespace

Entry rq2_entry() {
    return {.name = "rq2",
            .help = "The collaboration network of model repositories: who works with whom",
            .tables = {},
            .parts = parts,
            .run = run};
}

}  // namespace hubmine::analysis
