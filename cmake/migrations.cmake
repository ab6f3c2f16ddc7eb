# migrations_list(TARGET): the migrations of all rooms become part of TARGET (server/app/migrations_list.hpp).
function(migrations_list target)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/server/*/migrations/*.sql)
  set(output ${CMAKE_BINARY_DIR}/generated/migrations_list.cpp)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/generate_migrations.py ${output} ${CMAKE_SOURCE_DIR}/server
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/tools/generate_migrations.py
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
