#include "common/graph_question.hpp"

#include <limits>
#include <utility>

namespace hubmine::analysis {

OptionRows cut_options(GraphCut& cut, const std::string& top_help) {
    const auto weigh = [&cut](const std::string& given) {
        cut.min_weight =
            core::read_share("--min-weight", given, 0, std::numeric_limits<double>::max());
    };
    return {{.names = "--min-weight",
             .value = "N",
             .help = "leave out lighter edges, and nodes that then have none",
             .take = weigh},
            core::whole_option("--top", top_help, cut.top, {1})};
}

OptionRows graph_options(SubfieldSettings& settings, GraphCut& cut, const std::string& top_help) {
    settings.subfields = {"all"};
    const auto name = [&settings](const std::string& given) { settings.subfields = {given}; };
    OptionRows rows{{.names = "--subfield",
                     .value = "NAME",
                     .help = "the sub-field",
                     .by_default = "all",
                     .take = name}};
    for (core::Option& row : cut_options(cut, top_help)) {
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace hubmine::analysis
