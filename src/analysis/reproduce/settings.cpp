#include "reproduce/settings.hpp"

namespace hubmine::analysis::reproduce {

OptionRows options(Settings& settings) {
    OptionRows rows = common_options(settings);
    for (core::Option& row : rows) {
        if (row.names == "--bots") {
            row.by_default = "keep";
        } else if (row.names == "--identities") {
            row.by_default = "raw";
        }
    }
    rows.push_back(core::file_option("--study", "FILE", "replaces the installed study.csv",
                                     settings.study_file));
    return rows;
}

}  // namespace hubmine::analysis::reproduce
