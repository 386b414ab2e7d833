#include "secret.hpp"

namespace hubmine::hub {

void blank(std::string& text, std::string_view secret) {
    if (secret.empty()) {
        return;
    }
    for (std::size_t at = text.find(secret); at != std::string::npos;
         at = text.find(secret, at + secret.size())) {
        text.replace(at, secret.size(), secret.size(), '*');
    }
}

}  // namespace hubmine::hub
