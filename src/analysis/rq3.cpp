#include "rq3.hpp"

namespace hubmine::analysis {

namespace {

store::DatasetParts parts(const Options& /*options*/) {
    return {};
}

Result run(const store::Dataset& /*data*/, const Options& /*options*/) {
    return {};
}

}  // namespace

Entry rq3_entry() {
    return {.name = "rq3",
            .help = "Model adoption: which models the spaces use, alone and together",
            .tables = {},
            .parts = parts,
            .run = run};
}

}  // namespace hubmine::analysis
