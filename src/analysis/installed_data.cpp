#include "hubmine/analysis/installed_data.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/texts.hpp"
#include "hubmine/identity/bots.hpp"

#include "common/licenses.hpp"
#include "common/organisations.hpp"
#include "common/subfields.hpp"
#include "reproduce/study.hpp"
#include "roles/subjects.hpp"
#include "topics/language_codes.hpp"
#include "topics/word_lists.hpp"
#include "trends/architectures.hpp"

#include <array>
#include <filesystem>

namespace hubmine::analysis {

namespace {

struct Reader {
    const char* name;
    void (*read)(const std::filesystem::path& path);
};

const std::array<Reader, 11> kReaders{
    {{"architectures.csv",
      [](const std::filesystem::path& path) {
          const trends::Architectures read(path.string(), core::Texts());
      }},
     {"bots.csv",
      [](const std::filesystem::path& path) { static_cast<void>(identity::load_bots(path)); }},
     {"discussion_subjects.csv",
      [](const std::filesystem::path& path) { const roles::Subjects read(path); }},
     {"domains.csv",
      [](const std::filesystem::path& path) { static_cast<void>(topics::read_domains(path)); }},
     {"evaluation_datasets.csv",
      [](const std::filesystem::path& path) { const topics::EvaluationNames read(path); }},
     {"languages.csv",
      [](const std::filesystem::path& path) { const topics::LanguageCodes read(path); }},
     {"licenses.csv",
      [](const std::filesystem::path& path) { static_cast<void>(read_license_classes(path)); }},
     {"organisations.csv",
      [](const std::filesystem::path& path) { const Organisations read(path); }},
     {"study.csv",
      [](const std::filesystem::path& path) { static_cast<void>(reproduce::load_study(path)); }},
     {"subfields.csv",
      [](const std::filesystem::path& path) {
          static_cast<void>(load_subfields({.subfields_file = path.string()}));
      }},
     {"tasks.csv", [](const std::filesystem::path& path) {
          static_cast<void>(topics::read_task_modalities(path));
      }}}};

}  // namespace

std::vector<DataFile> read_installed_data() {
    std::vector<DataFile> files;
    for (const Reader& reader : kReaders) {
        DataFile file{.name = reader.name};
        try {
            reader.read(core::data_file(reader.name));
        } catch (const core::Error& error) {
            file.problem = error.what();
        }
        files.push_back(file);
    }
    return files;
}

}  // namespace hubmine::analysis
