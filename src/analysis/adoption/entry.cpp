#include "adoption/entry.hpp"

#include "hubmine/core/files.hpp"

#include "adoption/edges.hpp"
#include "adoption/networks.hpp"
#include "adoption/story.hpp"
#include "adoption/tables.hpp"
#include "common/organisations.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

namespace hubmine::analysis::adoption {

namespace {

constexpr std::int64_t kDefaultTop = 100;

struct Filler {
    std::string_view table;
    bool needs_co_usage;
    void (*fill)(const Findings&, core::Table&);
};

constexpr std::array<Filler, 6> kFillers{{{"summary", true, fill_summary},
                                          {"usage", false, fill_usage},
                                          {"cousage", true, fill_co_usage},
                                          {"owners", true, fill_owners},
                                          {"degrees", true, fill_degrees},
                                          {"correlations", false, fill_correlations}}};

store::DatasetParts parts(const Options& /*options*/) {
    return {.kinds = {core::Kind::kModel, core::Kind::kSpace}, .tags = true, .usage = true};
}

Organisations organisations(const Options& options) {
    return Organisations(options.organisations_file.empty()
                             ? core::data_file("organisations.csv")
                             : std::filesystem::path(options.organisations_file));
}

Result run(const store::Dataset& data, const Options& options) {
    Result result;
    const Edges edges = select_edges(data, options, result);
    const std::size_t top = options.top.value_or(kDefaultTop) > 0
                                ? static_cast<std::size_t>(options.top.value_or(kDefaultTop))
                                : std::max<std::size_t>(data.of(core::Kind::kModel).size(), 1);
    const std::vector<Network> networks = build_networks(
        data, edges,
        {.subfields = load_subfields(options),
         .of_space = options.subfield_of_space,
         .co_usage = std::any_of(kFillers.begin(), kFillers.end(),
                                 [&options](const Filler& filler) {
                                     return filler.needs_co_usage && options.wants(filler.table);
                                 }),
         .top = top});
    const Organisations known = organisations(options);
    const Findings findings{
        .data = data, .edges = edges, .networks = networks, .organisations = known, .top = top};
    for (core::Schema& schema : schemas()) {
        if (!options.wants(schema.name)) {
            continue;
        }
        core::Table& table = result.tables.emplace_back(std::move(schema));
        std::find_if(kFillers.begin(), kFillers.end(), [&table](const Filler& filler) {
            return filler.table == table.name();
        })->fill(findings, table);
    }
    result.summary = tell(findings, result);
    return result;
}

}  // namespace

Entry entry() {
    return {.name = "rq3",
            .help = "Model adoption: which models the spaces use, alone and together",
            .tables = schemas(),
            .parts = parts,
            .run = run};
}

}  // namespace hubmine::analysis::adoption
