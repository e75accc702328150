@instance @real-time
Feature: What a click on Upgrade MID does
  A click sends the same command as an upgrade of the instance, to one MID Server. Whether the instance refuses a click
  that cannot be followed yet, or keeps the command, is free. The instance itself is Orlando Patch 2, as "lisbon" is.
  Documentation: MID Server upgrades, "Upgrade the MID Server manually".

  Background:
    Given the MID Server "lisbon" runs Orlando Patch 2
    And the MID Servers "berlin" and "berlina" run Orlando Patch 1

  @MAN-LINK
  Rule: Upgrade MID is a command for that MID Server, and for no other

    Scenario Outline: Of two MID Servers whose names begin alike, the clicked one gets the command
      When an administrator clicks Upgrade MID for "<clicked>"
      Then the command "autoUpgrade" waits for "<clicked>"
      And no command "autoUpgrade" waits for "<other>"

      Examples:
        | case             | clicked | other   |
        | the shorter name | berlin  | berlina |
        | the longer name  | berlina | berlin  |

    Scenario: Of four MID Servers, the two that are clicked get the command
      Given the MID Servers "munich" and "vienna" run Orlando Patch 1
      When an administrator clicks Upgrade MID for "berlina" and "vienna"
      Then the command "autoUpgrade" waits for "berlina" and "vienna"
      And no command "autoUpgrade" waits for "berlin" and "munich"

    Scenario: A click after the first is gone sends one more
      Given an administrator clicks Upgrade MID for "berlin"
      And an administrator clicks Clear queue for "berlin"
      When an administrator clicks Upgrade MID for "berlin"
      Then the command "autoUpgrade" waits for "berlin"
      And no command "autoUpgrade" waits for "berlina"

    Scenario: A click while the command waits for another MID Server is a command of its own
      Given an administrator clicks Upgrade MID for "berlina"
      When an administrator clicks Upgrade MID for "berlin"
      Then "berlin" finds the command "autoUpgrade" in its queue
      And "berlina" finds the command "autoUpgrade" in its queue

    Scenario Outline: A click is a command, whatever the instance thinks of the version
      Given <stamp> is assigned
      And the property mid.version.override is <override>
      And an administrator clicks Clear queue for "berlin"
      When an administrator clicks Upgrade MID for "berlin"
      Then the command "autoUpgrade" waits for "berlin"

      Examples:
        | case                   | stamp           | override        |
        | the stamp that runs    | Orlando Patch 1 | Orlando Patch 3 |
        | the override that runs | Orlando Patch 2 | Orlando Patch 1 |

  @MAN-STATE
  Rule: A manual upgrade runs for a MID Server that is Up and validated, and for others once they are

    Scenario: A MID Server that is Up and validated finds the command of a click in its queue
      When an administrator clicks Upgrade MID for "berlin"
      Then "berlin" finds the command "autoUpgrade" in its queue

    Scenario Outline: A click for a MID Server that is not Up or not validated keeps no later one from the queue, and is not processed
      Given <state>
      When an administrator clicks Upgrade MID for "berlin"
      And <remedy>
      And an administrator clicks Upgrade MID for "berlin"
      Then "berlin" finds the command "autoUpgrade" in its queue
      And no command "autoUpgrade" of "berlin" has been processed

      Examples:
        | case          | state                              | remedy                         |
        | not validated | "berlin" is not validated          | "berlin" is validated          |
        | validating    | "berlin" is being validated        | "berlin" is validated          |
        | Paused        | "berlin" reports the status Paused | "berlin" reports the status Up |
        | Down          | "berlin" is stopped                | "berlin" is started            |

    Scenario Outline: A click for a MID Server that is neither Up nor validated keeps no later one from the queue, and is not processed
      Given <state>
      And "berlin" is not validated
      When an administrator clicks Upgrade MID for "berlin"
      And <remedy>
      And "berlin" is validated
      And an administrator clicks Upgrade MID for "berlin"
      Then "berlin" finds the command "autoUpgrade" in its queue
      And no command "autoUpgrade" of "berlin" has been processed

      Examples:
        | case   | state                              | remedy                         |
        | Paused | "berlin" reports the status Paused | "berlin" reports the status Up |
        | Down   | "berlin" is stopped                | "berlin" is started            |

  @MAN-AFTER-FAILURE
  Rule: A manual upgrade is accepted in the status Upgrade Failed as well

    Scenario: A click after an upgrade to another family has failed puts the command into the queue
      Given "berlin" reports the status Upgrade Failed
      When an administrator clicks Upgrade MID for "berlin"
      Then "berlin" finds the command "autoUpgrade" in its queue

    Scenario: A click after a second failure puts the command into the queue once more
      Given "berlin" reports the status Upgrade Failed
      And an administrator clicks Upgrade MID for "berlin"
      And an administrator clicks Clear queue for "berlin"
      And "berlin" reports the status Upgrading
      And "berlin" reports the status Upgrade Failed
      When an administrator clicks Upgrade MID for "berlin"
      Then "berlin" finds the command "autoUpgrade" in its queue
