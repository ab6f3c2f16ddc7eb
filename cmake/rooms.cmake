# A room is one folder under server/: every *.cpp but *_test.cpp becomes the library sarnakh_<name>, every
# *_test.cpp together becomes the program <name>_test, <name>.sql becomes <name>_sql.hpp (a typed constant of
# each named statement).
#
#   room(NAME DEPENDS other rooms… [LINK libraries…] [HOT])
#
# DEPENDS names the rooms whose headers it may include directly; tools/check_includes.py reads this line.
find_package(Python3 REQUIRED COMPONENTS Interpreter)

add_library(doctest_main OBJECT ${CMAKE_SOURCE_DIR}/tests/doctest_main.cpp)

function(room name)
  cmake_parse_arguments(ROOM "HOT" "" "DEPENDS;LINK" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp */*.cpp)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$|/main\\.cpp$")
  set(generated ${CMAKE_BINARY_DIR}/generated)
  file(RELATIVE_PATH folder ${CMAKE_SOURCE_DIR}/server ${CMAKE_CURRENT_SOURCE_DIR})

  set(library sarnakh_${name})
  if(sources)
    add_library(${library} STATIC ${sources})
    set(visibility PUBLIC)
  else()
    add_library(${library} INTERFACE)
    set(visibility INTERFACE)
  endif()
  target_include_directories(${library} ${visibility} ${CMAKE_SOURCE_DIR}/server ${generated})
  foreach(other IN LISTS ROOM_DEPENDS)
    if(TARGET sarnakh_${other})
      target_link_libraries(${library} ${visibility} sarnakh_${other})
    endif()
  endforeach()
  target_link_libraries(${library} ${visibility} ${ROOM_LINK} Threads::Threads)
  if(ROOM_HOT AND sources AND CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(${library} PRIVATE -O2)
  elseif(ROOM_HOT AND sources AND folder MATCHES "^foundations/")
    # Under the sanitizers most of the time goes on strings that these few files handle.
    target_compile_options(${library} PRIVATE -O1)
  endif()

  if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${name}.sql)
    set(header ${generated}/${folder}/${name}_sql.hpp)
    add_custom_command(
      OUTPUT ${header}
      COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/generate_sql.py ${name}
              ${CMAKE_CURRENT_SOURCE_DIR}/${name}.sql ${header}
      DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}.sql ${CMAKE_SOURCE_DIR}/tools/generate_sql.py
      VERBATIM)
    if(sources)
      target_sources(${library} PRIVATE ${header})
    endif()
    add_custom_target(${name}_sql DEPENDS ${header})
    add_dependencies(${library} ${name}_sql)
  endif()

  if(tests)
    add_executable(${name}_test ${tests} $<TARGET_OBJECTS:doctest_main>)
    target_link_libraries(${name}_test PRIVATE ${library})
    set_property(GLOBAL APPEND PROPERTY SARNAKH_TESTS ${name}_test)
  endif()
endfunction()
