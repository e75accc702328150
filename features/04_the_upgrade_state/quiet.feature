@mid
Feature: The quiet while a MID Server upgrades
  A new version of the instance and an old one of the MID Server might misunderstand each other. While a MID Server is
  Upgrading they exchange neither commands nor results; both wait until it is Up. At the moment of Up itself both are allowed.
  Documentation: MID Server upgrades, "The Upgrade state".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @STATE-QUIET
  Rule: A MID Server that is Upgrading takes no command and sends no result

    Scenario Outline: Commands that come in the middle of an upgrade are left to the new version
      Given the host of "berlin" takes 60 minutes to <work>
      And <assigned> is assigned
      When up to 2 hours pass until "berlin" is Upgrading
      And the command "hostname" is sent to "berlin"
      And the command "uptime" is sent to "berlin" with priority 1
      And 20 minutes pass
      Then the command "uptime" waits for "berlin"
      And "berlin" upgrades to <assigned> once all is well
      And "berlin" has taken no command and sent no result while Upgrading

      Examples:
        | case                    | work                | assigned                 |
        | extraction, newer patch | extract a package   | Orlando Patch 2          |
        | extraction, older patch | extract a package   | Orlando Patch 0 Hotfix 1 |
        | extraction, next family | extract a package   | Paris Patch 1            |
        | restart, hotfix         | restart the service | Orlando Patch 1 Hotfix 1 |
        | restart, family before  | restart the service | New York Patch 9         |

    Scenario Outline: A command waits for the end of an upgrade that did not begin with the hour
      Given the host of "berlin" takes 60 minutes to extract a package
      And "berlin" is asked to upgrade to <assigned> <way>
      When the command "hostname" is sent to "berlin"
      And 30 minutes pass
      Then "berlin" is Upgrading
      And the command "hostname" waits for "berlin"
      And "berlin" upgrades to <assigned> once all is well
      And "berlin" has taken no command and sent no result while Upgrading

      Examples:
        | case    | assigned        | way          |
        | command | Orlando Patch 2 | by command   |
        | click   | Orlando Patch 2 | by hand      |
        | start   | Orlando Patch 2 | at its start |
        | pin     | Orlando Patch 4 | by its pin   |

    Scenario: A command that comes in the middle of a second upgrade waits as well
      Given "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And the host of "berlin" takes 60 minutes to extract a package
      And Orlando Patch 3 is assigned
      When up to 2 hours pass until "berlin" is Upgrading
      And the command "hostname" is sent to "berlin"
      And 30 minutes pass
      Then the command "hostname" waits for "berlin"
      And "berlin" upgrades to Orlando Patch 3 once all is well
      And "berlin" has taken no command and sent no result while Upgrading

    Scenario: A command that comes in the middle of an attempt after a failed one waits as well
      Given the host of "berlin" refuses to replace a third file
      And "berlin" is asked to upgrade to Orlando Patch 2 by command
      And up to 24 hours pass until "berlin" is Up
      And the host of "berlin" takes 10 minutes to extract a package
      When up to 24 hours pass until "berlin" is Upgrading
      And the command "hostname" is sent to "berlin"
      Then "berlin" is Up within a day
      And "berlin" has taken no command and sent no result while Upgrading
      And "berlin" upgrades to Orlando Patch 2 once all is well

    @concurrent
    Scenario Outline: Commands that were taken before and end in the middle of an upgrade send no result then
      Given the host of "berlin" takes 60 minutes to extract a package
      And the host of "berlin" takes 60 minutes to run "backup"
      And the host of "berlin" takes 40 minutes to run "uptime"
      And "berlin" has been running for 49 minutes
      When the command "backup" is sent to "berlin"
      And the command "uptime" is sent to "berlin"
      And "berlin" is asked to upgrade to Orlando Patch 2 <way>
      Then "berlin" upgrades to Orlando Patch 2 once all is well
      And "berlin" has taken no command and sent no result while Upgrading

      Examples:
        | case    | way         |
        | hour    | at the hour |
        | command | by command  |
        | click   | by hand     |
