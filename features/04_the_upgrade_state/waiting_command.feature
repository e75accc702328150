Feature: The autoUpgrade command waits in the ECC queue
  A command that a MID Server could not take need not be sent again: it stays in the ECC queue, and is processed once the
  MID Server is Up. That nothing is upgraded before is another file's matter.
  Documentation: MID Server upgrades, "The Upgrade state".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @STATE-QUEUED
  Rule: The command stays in the queue until the MID Server is Up, and is then processed

    @mid
    Scenario Outline: A MID Server leaves the command where it is until it is Up, and processes it then
      Given "berlin" is <state>
      When "berlin" is asked to upgrade to <version> by command
      And <duration> pass
      Then the command "autoUpgrade" waits for "berlin"
      And "berlin" upgrades to <version> once all is well
      And every command "autoUpgrade" of "berlin" is processed

      Examples:
        | case                     | state         | version                  | duration   |
        | Down, newer patch        | stopped       | Orlando Patch 2          | 10 minutes |
        | Down, for a week         | stopped       | Orlando Patch 2          | 7 days     |
        | Paused, older patch      | Paused        | Orlando Patch 0 Hotfix 1 | 10 minutes |
        | Paused, for hours        | Paused        | Orlando Patch 2          | 5 hours    |
        | not validated, a family  | not validated | Paris Patch 1            | 10 minutes |
        | not validated, for hours | not validated | Orlando Patch 1 Hotfix 1 | 5 hours    |

    @mid
    Scenario Outline: A command that has waited is processed once the MID Server is Up, before the next check
      Given "berlin" is Paused
      And "berlin" is asked to upgrade to <version> by command
      When "berlin" has been running for <time>
      And an administrator clicks Resume MID for "berlin"
      And 42 minutes pass
      Then "berlin" has run Orlando Patch 1, then <version>

      Examples:
        | case  | version                  | time                   |
        | hours | Orlando Patch 1 Hotfix 1 | 5 hours and 2 minutes  |
        | days  | Orlando Patch 2          | 74 hours and 2 minutes |

    @mid
    Scenario Outline: Commands that have waited together are one upgrade, to the latest version
      Given "berlin" is <state>
      When "berlin" is asked to upgrade to Orlando Patch 2 by an upgrade of the instance
      And "berlin" is asked to upgrade to <latest> by an upgrade of the instance
      And the command "autoUpgrade" is sent to "berlin"
      Then "berlin" upgrades to <latest> once all is well
      And the instance has seen "berlin" as <statuses>
      And "berlin" has run Orlando Patch 1, then <latest>
      And every command "autoUpgrade" of "berlin" is processed

      Examples:
        | case          | state         | latest                   | statuses                      |
        | Down          | stopped       | Orlando Patch 3          | Up, Down, Up, Upgrading, Up   |
        | Paused        | Paused        | Orlando Patch 3          | Up, Paused, Up, Upgrading, Up |
        | Paused, older | Paused        | Orlando Patch 1 Hotfix 1 | Up, Paused, Up, Upgrading, Up |
        | not validated | not validated | Paris Patch 1            | Up, Down, Up, Upgrading, Up   |

    @mid
    Scenario Outline: A command that comes in the middle of an upgrade is processed after it, and is no second upgrade
      Given the host of "berlin" takes 40 minutes to <work>
      And Orlando Patch 2 is assigned
      When up to 2 hours pass until "berlin" is Upgrading
      And the command "autoUpgrade" is sent to "berlin"
      And the command "autoUpgrade" is sent to "berlin"
      Then "berlin" upgrades to Orlando Patch 2 once all is well
      And every command "autoUpgrade" of "berlin" is processed
      And the instance has seen "berlin" as Up, Upgrading, Up

      Examples:
        | case       | work                |
        | extraction | extract a package   |
        | restart    | restart the service |

    @mid
    Scenario Outline: A restart of either side does not take the command from the queue
      Given "berlin" is not validated
      And the property mid.version.override is Orlando Patch 2
      When the command "autoUpgrade" is sent to "berlin"
      And <restart>
      And there is time for an upgrade
      Then the command "autoUpgrade" waits for "berlin"
      And "berlin" upgrades to Orlando Patch 2 once all is well
      And every command "autoUpgrade" of "berlin" is processed

      Examples:
        | case              | restart                                                      |
        | of the MID Server | "berlin" is asked to upgrade to Orlando Patch 2 at its start |
        | of the instance   | the instance is restarted                                    |

    @mid
    Scenario: The commands of four MID Servers wait for each as long as it needs
      Given the MID Servers "berlina", "munich" and "vienna" run Orlando Patch 1
      And "berlin" is stopped
      And "berlina" is Paused
      And "munich" is not validated
      When "vienna" is asked to upgrade to Orlando Patch 2 by an upgrade of the instance
      Then the command "autoUpgrade" waits for "berlin", "berlina" and "munich"
      And every command "autoUpgrade" of "vienna" is processed
      And "berlin", "berlina" and "munich" upgrade to Orlando Patch 2 once all is well

    @instance
    Scenario: A command that was shown and not taken is shown again
      Given the instance is upgraded to Paris Patch 1
      And 10 minutes pass
      Then "berlin" finds the command "autoUpgrade" in its queue
      When 10 minutes pass
      Then "berlin" finds the command "autoUpgrade" in its queue

    @instance
    Scenario Outline: The instance keeps the command, and hands it out when the MID Server is Up
      Given <state>
      When the instance is upgraded to Paris Patch 1
      And 10 minutes pass
      And <meanwhile>
      And <remedy>
      Then "berlin" finds the command "autoUpgrade" in its queue

      Examples:
        | case                     | state                              | meanwhile                 | remedy                         |
        | Down, hours              | "berlin" is stopped                | 3 hours pass              | "berlin" is started            |
        | Down, a week             | "berlin" is stopped                | 7 days pass               | "berlin" is started            |
        | Down, a restart          | "berlin" is stopped                | the instance is restarted | "berlin" is started            |
        | Paused, a week           | "berlin" reports the status Paused | 7 days pass               | "berlin" reports the status Up |
        | Paused, a restart        | "berlin" reports the status Paused | the instance is restarted | "berlin" reports the status Up |
        | Paused, then Down        | "berlin" reports the status Paused | "berlin" is stopped       | "berlin" is started            |
        | not validated, a week    | "berlin" is not validated          | 7 days pass               | "berlin" is validated          |
        | not validated, a restart | "berlin" is not validated          | the instance is restarted | "berlin" is validated          |
        | Down after it            | "berlin" reports the status Up     | "berlin" is stopped       | "berlin" is started            |
        | no longer validated      | "berlin" reports the status Up     | "berlin" is not validated | "berlin" is validated          |

    @instance
    Scenario: The instance keeps the commands of four MID Servers, and leaves the others alone when one is done
      Given the MID Servers "berlina", "munich" and "vienna" run Orlando Patch 1
      And "berlina" is stopped
      And "munich" reports the status Paused
      And "vienna" is not validated
      When "berlin" is asked to upgrade to Orlando Patch 2 by an upgrade of the instance
      And an administrator clicks Clear queue for "berlin"
      Then no command "autoUpgrade" waits for "berlin"
      When 7 days pass
      Then the command "autoUpgrade" waits for "berlina", "munich" and "vienna"
