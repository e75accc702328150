@mid
Feature: Permissions on files
  The files of the tests are copied from the temporary folder to the agent folder, read, and deleted, as an upgrade does it
  with the files of a program. Of these one may be forbidden and the others not.
  Documentation: MID Server upgrades, "Pre-upgrade tests" and "Errors that block the upgrade".

  @PRE-PERMISSIONS
  Rule: Where the files of the tests cannot be copied, read or deleted nothing is upgraded

    Scenario Outline: What the host refuses is reported, and holds the upgrade back until it is allowed
      Given the MID Server "berlin" runs Orlando Patch 2 on <system>
      And the host of "berlin" refuses to <deed>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then an issue of "berlin" says "Unable to verify file permissions: ..."
      And "berlin" upgrades to <assigned> once all is well, and not before

      Examples:
        | case                         | system  | deed                                           | assigned                 | way          |
        | copy, hour                   | Linux   | copy the files of the tests                    | Orlando Patch 3          | at the hour  |
        | read, hour, older            | Linux   | read the files of the tests                    | Orlando Patch 1          | at the hour  |
        | no text file, hour, hotfix   | Linux   | read the files of the tests, as there are none | Orlando Patch 2 Hotfix 1 | at the hour  |
        | delete, hour                 | Linux   | delete the files of the tests                  | Orlando Patch 3          | at the hour  |
        | copy, Windows, family        | Windows | copy the files of the tests                    | Paris Patch 1            | at the hour  |
        | read, Windows, command       | Windows | read the files of the tests                    | Orlando Patch 3          | by command   |
        | no text file, Windows, click | Windows | read the files of the tests, as there are none | Orlando Patch 3          | by hand      |
        | delete, Windows, start       | Windows | delete the files of the tests                  | Orlando Patch 3          | at its start |
        | delete, click, older         | Linux   | delete the files of the tests                  | Orlando Patch 1          | by hand      |
        | copy, pin                    | Linux   | copy the files of the tests                    | Orlando Patch 4          | by its pin   |

    Scenario Outline: What stays forbidden for hours blocks the upgrade for hours, and not after that
      Given the MID Server "berlin" runs Orlando Patch 1
      And the host of "berlin" refuses to <deed>
      And Orlando Patch 2 is assigned
      When 4 hours pass
      Then an issue of "berlin" is open
      And "berlin" upgrades to Orlando Patch 2 once all is well, and not before

      Examples:
        | case   | deed                          |
        | copy   | copy the files of the tests   |
        | delete | delete the files of the tests |

    Scenario: One operation is allowed and another one forbidden, and the upgrade is still blocked
      Given the MID Server "berlin" runs Orlando Patch 1
      And the host of "berlin" refuses to copy the files of the tests
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And the host of "berlin" works again
      When the host of "berlin" refuses to read the files of the tests
      And "berlin" is asked to upgrade to Orlando Patch 2 by command
      Then an issue of "berlin" says "Unable to verify file permissions: ..."
      And "berlin" upgrades to Orlando Patch 2 once all is well, and not before

  @PRE-PERMISSIONS-CAUSE
  Rule: The message gives the text with which the host has refused

    Scenario Outline: What the host says of a file it refuses stands in the message
      Given the MID Server "berlin" runs Orlando Patch 1
      And the host of "berlin" refuses to <deed>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then an issue of "berlin" says "Unable to verify file permissions: <text>"
      And "berlin" upgrades to <assigned> once all is well

      Examples:
        | case         | deed                                           | text                      | assigned        | way         |
        | copy         | copy the files of the tests                    | Operation not permitted   | Orlando Patch 2 | at the hour |
        | read         | read the files of the tests                    | Input/output error        | Orlando Patch 2 | at the hour |
        | no text file | read the files of the tests, as there are none | No such file or directory | Orlando Patch 3 | by command  |
        | delete       | delete the files of the tests                  | Device or resource busy   | Orlando Patch 2 | by hand     |

  @PRE-CLEAN
  Rule: The tests leave nothing behind

    Scenario Outline: After hours of tests that have passed the files on the host are those of before
      Given the MID Server "berlin" runs Orlando Patch 1 on <system>
      And the download site answers requests for packages with error 500
      And <assigned> is assigned
      When 3 hours and 30 minutes pass
      Then "berlin" has tried to download a package
      And the pre-upgrade tests have left nothing on the host of "berlin"
      And "berlin" upgrades to <assigned> once all is well

      Examples:
        | case            | system  | assigned        |
        | Linux, patch    | Linux   | Orlando Patch 2 |
        | Windows, family | Windows | Paris Patch 1   |
