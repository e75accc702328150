@mid
Feature: After the quiet
  What came for a MID Server while it upgraded, and what it had to say itself, is not lost: it waits for the end of the
  upgrade, whether that succeeds or fails, and is done once.
  Documentation: MID Server upgrades, "The Upgrade state".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @STATE-QUEUED-OUTPUT
  Rule: Once the upgrade is over, results are sent and commands are taken again

    Scenario Outline: Commands that come in the middle of an upgrade are taken by the new version
      Given the host of "berlin" takes 40 minutes to <work>
      And <assigned> is assigned
      When up to 2 hours pass until "berlin" is Upgrading
      And the command "hostname" is sent to "berlin"
      And the command "uptime" is sent to "berlin" with priority 1
      And 3 hours pass
      Then the command "hostname" of "berlin" was taken by <assigned>
      And the result of the command "hostname" has come from "berlin" once
      And the result of the command "uptime" has come from "berlin" once

      Examples:
        | case                    | work                | assigned                 |
        | restart, newer patch    | restart the service | Orlando Patch 2          |
        | restart, family before  | restart the service | New York Patch 9         |
        | extraction, hotfix      | extract a package   | Orlando Patch 1 Hotfix 1 |
        | extraction, next family | extract a package   | Paris Patch 1            |

    Scenario: A command that comes in the middle of an upgrade that fails is taken by the version that stays
      Given the host of "berlin" takes 5 minutes to extract a package
      And the host of "berlin" refuses to replace a third file
      And Orlando Patch 2 is assigned
      When up to 2 hours pass until "berlin" is Upgrading
      And the command "hostname" is sent to "berlin"
      And up to 24 hours pass until "berlin" is Up
      And 1 hour passes
      Then the result of the command "hostname" has come from "berlin" once
      And "berlin" upgrades to Orlando Patch 2 once all is well

    Scenario: The queue of one MID Server is not that of another, whose name begins alike
      Given the MID Server "berlina" runs Orlando Patch 1
      And the host of "berlina" takes 60 minutes to extract a package
      And Orlando Patch 2 is assigned
      When up to 2 hours pass until "berlina" is Upgrading
      And the command "hostname" is sent to "berlina"
      And the command "uptime" is sent to "berlin"
      And 5 hours pass
      Then the command "hostname" of "berlina" was taken by Orlando Patch 2
      And the result of the command "uptime" has come from "berlin" once

    @concurrent
    Scenario Outline: Results of commands that end in the middle of an upgrade come after it, each once
      Given the host of "berlin" takes 60 minutes to extract a package
      And the host of "berlin" takes <duration> to run "backup"
      And the host of "berlin" takes <duration> to run "uptime"
      When the command "backup" is sent to "berlin"
      And the command "uptime" is sent to "berlin"
      And "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" upgrades to <assigned> once all is well
      And the result of the command "backup" has come from "berlin" once
      And the result of the command "uptime" has come from "berlin" once

      Examples:
        | case            | duration   | assigned                 | way         |
        | hour, newer     | 80 minutes | Orlando Patch 2          | at the hour |
        | command, older  | 30 minutes | Orlando Patch 0 Hotfix 1 | by command  |
        | click, a family | 60 minutes | Paris Patch 1            | by hand     |

    Scenario: Four commands that have waited for the end of an upgrade are all taken after it
      Given the host of "berlin" takes 40 minutes to restart the service
      And "berlin" is asked to upgrade to Orlando Patch 2 by command
      When the command "hostname" is sent to "berlin"
      And the command "hostname" is sent to "berlin" with priority 1
      And the command "uptime" is sent to "berlin"
      And the command "uptime" is sent to "berlin"
      And 3 hours pass
      Then "berlin" upgrades to Orlando Patch 2 once all is well
      And every command "uptime" of "berlin" is processed

    @concurrent
    Scenario: Two commands of one wording that end in the middle of an upgrade have a result each
      Given the host of "berlin" takes 60 minutes to extract a package
      And the host of "berlin" takes 80 minutes to run "backup"
      When the command "backup" is sent to "berlin"
      And the command "backup" is sent to "berlin" with priority 1
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then "berlin" upgrades to Orlando Patch 2 once all is well
      When 5 hours pass
      Then every command "backup" of "berlin" is processed

    @concurrent
    Scenario: Results that could not be sent when the MID Server was Up again come once its instance can be reached
      Given the host of "berlin" takes 60 minutes to extract a package
      And the host of "berlin" takes 80 minutes to run "backup"
      And the command "backup" is sent to "berlin"
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      When the instance refuses connections
      And 5 hours pass
      Then "berlin" upgrades to Orlando Patch 2 once all is well
      When 1 hour passes
      Then the result of the command "backup" has come from "berlin" once

    Scenario: A command that the new version runs is not begun anew when another one comes
      Given the host of "berlin" takes 60 minutes to run "backup"
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And the command "backup" is sent to "berlin"
      And 10 minutes pass
      When the command "uptime" is sent to "berlin"
      And 3 hours pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And the result of the command "backup" has come from "berlin" once
      And the result of the command "uptime" has come from "berlin" once

    @concurrent
    Scenario: Results of commands that end in the middle of an upgrade that fails come once the MID Server is Up again
      Given the host of "berlin" takes 10 minutes to extract a package
      And the host of "berlin" takes 72 minutes to run "backup"
      And the host of "berlin" refuses to replace a third file
      When the command "backup" is sent to "berlin"
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And 25 hours pass
      Then the result of the command "backup" has come from "berlin" once
      And "berlin" upgrades to Orlando Patch 2 once all is well
