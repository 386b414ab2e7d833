# What cpack makes of an installation: a Debian package, and a tarball that carries the libraries it needs.
set(CPACK_PACKAGE_NAME hubmine)
set(CPACK_PACKAGE_VENDOR "The hubmine authors")
set(CPACK_PACKAGE_CONTACT "The hubmine authors <hubmine@users.noreply.github.com>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "mine the Hugging Face Hub and analyse it")
set(CPACK_PACKAGE_DESCRIPTION "Fetches models, datasets and spaces of the Hugging Face Hub, with commits and
discussions, into one SQLite file: resumable, within the Hub's quota, and
asking next time only for what changed. Computes how activity is spread over
repositories, who works with whom, what is used and what was made from what,
and writes it as tables, as networks and as one page with figures.")
set(CPACK_PACKAGE_HOMEPAGE_URL "https://github.com/hubmine/hubmine")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_GENERATOR "DEB;TGZ")
set(CPACK_STRIP_FILES ON)
set(CPACK_THREADS 0)
set(CPACK_PROJECT_CONFIG_FILE "${CMAKE_CURRENT_LIST_DIR}/generator.cmake")
set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_CURRENT_LIST_DIR}/finish.cmake")

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "systemd")
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "${CMAKE_CURRENT_LIST_DIR}/postinst;${CMAKE_CURRENT_LIST_DIR}/prerm;${CMAKE_CURRENT_LIST_DIR}/postrm")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

# For finish.cmake, which knows nothing but what begins with CPACK_.
set(CPACK_HUBMINE_SOURCE "${PROJECT_SOURCE_DIR}")
set(CPACK_HUBMINE_DATE "${HUBMINE_VERSION_DATE}")
include(CPack)
