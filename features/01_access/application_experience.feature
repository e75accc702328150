@mid
Feature: The Application Experience service of Windows
  Windows needs this service to let a program replace its own files. With the service disabled an upgrade cannot come about
  by itself, and somebody has to know why: which text says so, and where, is free. What a MID Server has shown while an
  upgrade went well is no error.
  Documentation: MID Server upgrades, the warning at its beginning.

  @ACC-APP-EXPERIENCE
  Rule: On Windows, and there alone, a disabled Application Experience service stops automatic upgrades, with an error

    Scenario Outline: While Application Experience is disabled an upgrade fails with an error, as one before it did not
      Given the MID Server "berlin" runs Orlando Patch 1 on Windows
      And "berlin" is asked to upgrade to Orlando Patch 2 <way>
      And the Application Experience service of "berlin" is disabled
      When "berlin" is asked to upgrade to <version> <way>
      Then "berlin" shows a new error
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "berlin" upgrades to <version> once all is well

      Examples:
        | case              | version                  | way                           |
        | hour, newer       | Orlando Patch 3          | at the hour                   |
        | hour, older       | Orlando Patch 1          | at the hour                   |
        | hour, hotfix      | Orlando Patch 2 Hotfix 1 | at the hour                   |
        | command, newer    | Orlando Patch 3          | by command                    |
        | command, older    | Orlando Patch 1 Hotfix 1 | by command                    |
        | start, newer      | Orlando Patch 3          | at its start                  |
        | start, older      | Orlando Patch 1          | at its start                  |
        | pin, newer        | Orlando Patch 4          | by its pin                    |
        | pin, older        | Orlando Patch 1          | by its pin                    |
        | override          | Orlando Patch 3          | by the override               |
        | instance upgraded | Orlando Patch 3          | by an upgrade of the instance |

    Scenario Outline: The check after Application Experience was enabled again upgrades
      Given the MID Server "berlin" runs Orlando Patch 2 on Windows
      And the Application Experience service of "berlin" is disabled
      And "berlin" is asked to upgrade to <version> <way>
      And up to 24 hours pass until "berlin" is Up
      When the Application Experience service of "berlin" is <state>
      And the next check is over
      Then "berlin" has run Orlando Patch 2, then <version>

      Examples:
        | case                    | version         | way          | state   |
        | runs, hour, newer       | Orlando Patch 3 | at the hour  | running |
        | waits for work, hour    | Orlando Patch 1 | at the hour  | stopped |
        | runs, command           | Orlando Patch 3 | by command   | running |
        | waits for work, a start | Orlando Patch 3 | at its start | stopped |

    Scenario Outline: A service that has nothing to do and has stopped is not disabled
      Given the MID Server "berlin" runs Orlando Patch 2 on Windows
      And the Application Experience service of "berlin" is stopped
      When "berlin" is asked to upgrade to <version> <way>
      Then "berlin" has run Orlando Patch 2, then <version>

      Examples:
        | case           | version         | way          |
        | hour, newer    | Orlando Patch 3 | at the hour  |
        | command, older | Orlando Patch 1 | by command   |
        | start, newer   | Orlando Patch 3 | at its start |

    Scenario Outline: A service of this name that is disabled on Linux stops nothing
      Given the MID Server "berlin" runs Orlando Patch 2 on Linux
      And the Application Experience service of "berlin" is disabled
      When "berlin" is asked to upgrade to <version> <way>
      Then "berlin" has run Orlando Patch 2, then <version>

      Examples:
        | case           | version                  | way          |
        | hour, newer    | Orlando Patch 3          | at the hour  |
        | command, older | Orlando Patch 1          | by command   |
        | start, hotfix  | Orlando Patch 2 Hotfix 1 | at its start |
        | pin            | Orlando Patch 4          | by its pin   |

    Scenario: Application Experience that is disabled for three days stops upgrades for three days
      Given the MID Server "berlin" runs Orlando Patch 1 on Windows
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And the Application Experience service of "berlin" is disabled
      And Orlando Patch 3 is assigned
      When 3 days pass
      Then "berlin" shows a new error
      And "berlin" has checked
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "berlin" upgrades to Orlando Patch 3 once all is well

    Scenario: Application Experience that is disabled on one host stops no other one
      Given the MID Servers "berlin" and "berlina" run Orlando Patch 1 on Windows
      And the Application Experience service of "berlin" is disabled
      When "berlina" is asked to upgrade to Orlando Patch 2 at the hour
      Then "berlina" has run Orlando Patch 1, then Orlando Patch 2
      And "berlin" upgrades to Orlando Patch 2 once all is well, and not before

    Scenario: A MID Server that Application Experience has kept from its upgrade goes on with its work
      Given the MID Server "berlin" runs Orlando Patch 1 on Windows
      And the Application Experience service of "berlin" is disabled
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And up to 24 hours pass until "berlin" is Up
      When the command "hostname" is sent to "berlin"
      And 15 minutes pass
      Then the result of the command "hostname" has come from "berlin" once
      And "berlin" upgrades to Orlando Patch 2 once all is well, and not before
