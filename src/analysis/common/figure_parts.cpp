#include "common/figure_parts.hpp"

#include <utility>

namespace hubmine::analysis {

std::vector<core::Word> words_of_subfields() {
    return {{.column = "subfield", .value = "all", .word = "all models"},
            {.column = "subfield", .value = "cv", .word = "computer vision"},
            {.column = "subfield", .value = "nlp", .word = "language (NLP)"},
            {.column = "subfield", .value = "mm", .word = "multimodal"}};
}

core::Known owners_known(std::string column, std::string whole) {
    return {.column = std::move(column),
            .nothing = {"unknown", "none", ""},
            .whole = std::move(whole),
            .otherwise =
                "Of no owner the type is known here: `hubmine crawl --only owners` brings "
                "who is an organisation, a list given by `--organisations FILE` types and "
                "countries."};
}

}  // namespace hubmine::analysis
