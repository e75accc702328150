Feature: A MID Server that upgrades is like one that is Paused
  It does no work, but it can be looked after: what else an administrator may do with it, and what becomes of that, is the
  same in both statuses.
  Documentation: MID Server upgrades, "The Upgrade state".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @STATE-LIKE-PAUSED
  Rule: Any other action is answered in the status Upgrading as in the status Paused

    @instance
    Scenario Outline: The instance makes no difference between Paused and Upgrading
      Given the MID Servers "munich" and "vienna" run Orlando Patch 1
      And "berlin" and "vienna" report the status Paused
      And "munich" reports the status Upgrading
      When an administrator clicks <action> for "berlin" and "munich"
      And an administrator clicks Resume MID for "vienna"
      Then the instance has answered alike for "berlin" and "munich"
      And the command "resumeMid" waits for "vienna"

      Examples:
        | case          | action        |
        | upgrade       | Upgrade MID   |
        | pause         | Pause MID     |
        | logs          | Grab MID logs |
        | threads       | Thread dump   |
        | waiting work  | Clear queue   |
        | configuration | Add property  |

    @instance
    Scenario Outline: What an action does to the queue it does in the statuses Paused and Upgrading
      Given the MID Servers "munich" and "vienna" run Orlando Patch 1
      And "berlin" and "vienna" report the status Paused
      And "munich" reports the status Upgrading
      And the command "hostname" is sent to "berlin" and "munich"
      And the command "autoUpgrade" is sent to "berlin" and "munich"
      When an administrator clicks <action> for "berlin" and "munich"
      And an administrator clicks Resume MID for "vienna"
      Then the command "<command>" has come equally far for "berlin" and "munich"
      And the command "resumeMid" waits for "vienna"

      Examples:
        | case                 | action        | command     |
        | pause                | Pause MID     | pauseMid    |
        | logs                 | Grab MID logs | grabLog     |
        | threads              | Thread dump   | threaddump  |
        | waiting for the host | Clear queue   | hostname    |
        | waiting for itself   | Clear queue   | autoUpgrade |

    @mid @concurrent
    Scenario Outline: A command about the MID Server itself comes equally far in the statuses Paused and Upgrading
      Given the MID Server "munich" runs Orlando Patch 1
      And "munich" is Paused
      And the host of "berlin" takes 60 minutes to extract a package
      And "berlin" is asked to upgrade to Orlando Patch 2 by command
      When the command "<command>" is sent to "berlin" and "munich"
      And 15 minutes pass
      Then the command "<command>" has come equally far for "munich" and "berlin"
      And "berlin" and "munich" upgrade to Orlando Patch 2 once all is well

      Examples:
        | case    | command    |
        | logs    | grabLog    |
        | threads | threaddump |
