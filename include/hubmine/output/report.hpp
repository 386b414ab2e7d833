#pragma once

#include "hubmine/core/figure.hpp"
#include "hubmine/core/table_stream.hpp"
#include "hubmine/output/manifest.hpp"

#include <string>
#include <vector>

namespace hubmine::output {

/// All that there is to tell; a format takes of it what its traits say. Joined in cli/ out of what
/// the catalogue says (title, figures), what an analysis found (sentences, tables, notes) and what
/// the store is (snapshot, coverage): none of these three knows the others, so none makes it alone.
struct Report {
    std::string title;                   ///< one line: what it is about
    std::vector<std::string> sentences;  ///< for a person
    std::vector<core::TableStream> tables;
    std::vector<core::Figure> figures;  ///< of these tables
    Manifest manifest;                  ///< where it comes from
};

}  // namespace hubmine::output
