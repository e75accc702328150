@mid
Feature: What a MID Server tells of its upgrade
  The instance can show how far an upgrade has come only where the MID Server tells it: step by step, in words of its own. The last
  word of an upgrade that went well is a success.
  Documentation: MID Server upgrades, "MID Server Upgrade History".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @HIST-STEPS
  Rule: An upgrade that follows one of the instance leaves steps, the last of them a success

    Scenario Outline: A MID Server that goes where its instance went ends with a successful step
      When the instance is upgraded to <version>
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then <version>
      And the last step of "berlin" in the upgrade to <version> is a success

      Examples:
        | case          | version                  |
        | newer patch   | Orlando Patch 2          |
        | older hotfix  | Orlando Patch 0 Hotfix 1 |
        | hotfix        | Orlando Patch 1 Hotfix 1 |
        | next family   | Paris Patch 1            |
        | family before | New York Patch 9         |

    Scenario Outline: Whatever it was that took a MID Server there at last, its last step is a success
      Given the host of "berlin" has 0.5 GB of free disk space
      And the instance is upgraded to <version>
      And 1 hour passes
      And the host of "berlin" has 50 GB of free disk space
      When "berlin" is asked to upgrade to <version> <way>
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then <version>
      And the last step of "berlin" in the upgrade to <version> is a success

      Examples:
        | case            | version                  | way          |
        | hour            | Orlando Patch 2          | at the hour  |
        | hour, older     | Orlando Patch 0 Hotfix 2 | at the hour  |
        | command, hotfix | Orlando Patch 1 Hotfix 2 | by command   |
        | click           | Orlando Patch 3          | by hand      |
        | start           | Orlando Patch 2          | at its start |

    Scenario Outline: A MID Server that was Down when its instance was upgraded tells its steps later
      Given "berlin" is stopped
      And the instance is upgraded to <version>
      When <event>
      And "berlin" is started
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then <version>
      And the last step of "berlin" in the upgrade to <version> is a success

      Examples:
        | case                  | version         | event                     |
        | seven days later      | Orlando Patch 2 | 7 days pass               |
        | the instance restarts | Paris Patch 1   | the instance is restarted |

    Scenario Outline: A MID Server that follows two upgrades of its instance tells of both
      Given the instance is upgraded to <first>
      And 1 hour passes
      When the instance is upgraded to <second>
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then <first>, then <second>
      And the last step of "berlin" in the upgrade to <first> is a success
      And the last step of "berlin" in the upgrade to <second> is a success

      Examples:
        | case              | first           | second          |
        | patches           | Orlando Patch 2 | Orlando Patch 3 |
        | there and back    | Orlando Patch 2 | Orlando Patch 1 |
        | a family, a patch | Paris Patch 1   | Orlando Patch 4 |

    Scenario: Each of two MID Servers tells of its own upgrade
      Given the MID Server "berlina" runs Orlando Patch 1
      When the instance is upgraded to Orlando Patch 2
      And 1 hour passes
      Then "berlina" has run Orlando Patch 1, then Orlando Patch 2
      And the last step of "berlin" and "berlina" in the upgrade to Orlando Patch 2 is a success

    Scenario: After an attempt that has failed, the last step is that of the one that has not
      Given the download site answers requests for packages with error 500
      And "berlin" is asked to upgrade to Orlando Patch 2 by an upgrade of the instance
      And up to 24 hours pass until "berlin" is Up
      And the download site works again
      When the next check is over
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And the last step of "berlin" in the upgrade to Orlando Patch 2 is a success
