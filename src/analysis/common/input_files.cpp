#include "hubmine/analysis/common/input_files.hpp"

#include "hubmine/identity/bots.hpp"
#include "hubmine/store/history.hpp"

#include "common/licenses.hpp"
#include "common/organisations.hpp"
#include "common/subfields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace hubmine::analysis {

void doubt_file(const std::string& file, std::string_view what, Doubts& doubts) {
    doubts.push_back(
        fmt::format("{}: none of the {} in it is in the store: is it the right file, and the "
                    "right column?",
                    file, what));
}

void doubt_bots(const store::Dataset& data, const DeveloperSettings& settings, Doubts& doubts) {
    if (settings.bots_file.empty() || settings.keep_bots || data.authors.empty()) {
        return;
    }
    const identity::BotList bots = identity::load_bots(settings.bots_file);
    if (std::none_of(data.authors.begin(), data.authors.end(),
                     [&bots](std::string_view name) { return bots.contains(name); })) {
        doubt_file(settings.bots_file, "names", doubts);
    }
}

void doubt_licenses(const store::Dataset& data, const LicenseSettings& settings, Doubts& doubts) {
    if (settings.licenses_file.empty() || data.licenses.empty()) {
        return;
    }
    const std::vector<bool> listed = classify_licenses(data, settings).listed;
    if (std::find(listed.begin(), listed.end(), true) == listed.end()) {
        doubt_file(settings.licenses_file, "licences", doubts);
    }
}

void doubt_organisations(const store::Dataset& data, const OrganisationSettings& settings,
                         Doubts& doubts) {
    if (settings.organisations_file.empty()) {
        return;
    }
    const Organisations known(settings.organisations_file);
    bool any = false;
    for (const store::Repos& repos : data.repos) {
        for (const std::string_view id : repos.id) {
            any = true;
            if (known.find(id.substr(0, id.find('/'))) != nullptr) {
                return;
            }
        }
    }
    if (any) {
        doubt_file(settings.organisations_file, "namespaces", doubts);
    }
}

void doubt_subfields(const store::Dataset& data, const SubfieldSettings& settings, Doubts& doubts) {
    const core::Texts& tags = data.history ? data.history->tags : data.tags;
    if (settings.subfields_file.empty() || tags.empty()) {
        return;
    }
    const std::unordered_set<std::string_view> met(tags.begin(), tags.end());
    SubfieldSettings all = settings;
    all.subfields.clear();
    for (const Subfield& subfield : load_subfields(all)) {
        if (std::any_of(subfield.tags.begin(), subfield.tags.end(),
                        [&met](const std::string& tag) { return met.contains(tag); })) {
            return;
        }
    }
    doubt_file(settings.subfields_file, "tags", doubts);
}

}  // namespace hubmine::analysis
