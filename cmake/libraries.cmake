# Every library but SQLite (sqlite.cmake) comes from Debian 12; tools/packages.txt holds the list that ./run installs.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
foreach(pair IN ITEMS icu:icu-uc\;icu-i18n postgres:libpq sodium:libsodium
        openssl:openssl idn2:libidn2 psl:libpsl zlib:zlib brotli:libbrotlienc\;libbrotlidec
        simdjson:simdjson spdlog:spdlog curl:libcurl)
  string(REPLACE ":" ";" pair "${pair}")
  list(POP_FRONT pair name)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET ${pair})
  add_library(lib_${name} INTERFACE)
  target_link_libraries(lib_${name} INTERFACE PkgConfig::${name})
endforeach()
add_library(lib_phonenumber INTERFACE)
target_link_libraries(lib_phonenumber INTERFACE phonenumber)
