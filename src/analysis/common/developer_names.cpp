#include "common/developer_names.hpp"

namespace hubmine::analysis {

DeveloperNames::DeveloperNames(const store::Dataset& data, const std::string& pseudonym_key_file,
                               const OrganisationSettings& organisations)
    : data_(data) {
    if (!pseudonym_key_file.empty()) {
        pseudonyms_.emplace(pseudonym_key_file);
        organisations_.emplace(load_organisations(organisations));
    }
}

std::string DeveloperNames::of(std::uint32_t author) const {
    const std::string_view name = data_.authors[author];
    if (!pseudonyms_) {
        return std::string(name);
    }
    const Organisation* const organisation = organisations_->find(name);
    const bool is_person = organisation == nullptr || organisation->type == "individual";
    return is_person ? pseudonyms_->of(name) : std::string(name);
}

}  // namespace hubmine::analysis
