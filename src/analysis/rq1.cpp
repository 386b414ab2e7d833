#include "rq1.hpp"

namespace hubmine::analysis {

namespace {

store::DatasetParts parts(const Options& /*options*/) {
    return {};
}

Result run(const store::Dataset& /*data*/, const Options& /*options*/) {
    return {};
}

}  // namespace

Entry rq1_entry() {
    return {.name = "rq1",
            .help = "Development activity: distributions, concentration, correlations, licences",
            .tables = {},
            .parts = parts,
            .run = run};
}

}  // namespace hubmine::analysis
