#include "common/developer_names.hpp"

#include "hubmine/core/files.hpp"

namespace hubmine::analysis {

DeveloperNames::DeveloperNames(const store::Dataset& data, const Options& options) : data_(data) {
    if (options.pseudonym_key_file.empty()) {
        return;
    }
    pseudonyms_.emplace(options.pseudonym_key_file);
    organisations_.emplace(options.organisations_file.empty()
                               ? core::data_file("organisations.csv")
                               : std::filesystem::path(options.organisations_file));
}

std::string DeveloperNames::of(std::uint32_t author) const {
    const std::string& name = data_.authors[author];
    if (!pseudonyms_) {
        return name;
    }
    const Organisation* const organisation = organisations_->find(name);
    const bool is_person = organisation == nullptr || organisation->type == "individual";
    return is_person ? pseudonyms_->of(name) : name;
}

}  // namespace hubmine::analysis
