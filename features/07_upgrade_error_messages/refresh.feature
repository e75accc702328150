@mid
Feature: Packages cannot be refreshed
  What goes wrong with an upgrade for a reason without a message of its own is recorded under a general one, so that no
  failure is silent.
  Documentation: MID Server upgrades, "Upgrade error messages".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @ERR-REFRESH
  Rule: An error that no other message covers is recorded as "Unable to refresh packages"

    Scenario Outline: Files that cannot be replaced are recorded as an error, whoever has asked for the upgrade
      Given the host of "berlin" refuses to replace files in bin
      When "berlin" is asked to upgrade to <version> <way>
      Then the message "Unable to refresh packages" of "berlin" is recorded
      And "berlin" upgrades to <version> once all is well, and not before

      Examples:
        | case          | version                  | way          |
        | hour          | Orlando Patch 2          | at the hour  |
        | command       | Orlando Patch 2          | by command   |
        | click, hotfix | Orlando Patch 1 Hotfix 1 | by hand      |
        | start, older  | Orlando Patch 0 Hotfix 1 | at its start |
        | pin           | Orlando Patch 4          | by its pin   |

    Scenario Outline: A request for a permit that is neither granted nor refused is recorded
      Given <fault>
      When "berlin" is asked to upgrade to Orlando Patch 2 <way>
      Then the message "Unable to refresh packages" of "berlin" is recorded
      And "berlin" upgrades to Orlando Patch 2 once all is well, and not before

      Examples:
        | case           | fault                                                     | way          |
        | error 500      | the instance answers requests for a permit with error 500 | at the hour  |
        | error 503      | the instance answers requests for a permit with error 503 | by command   |
        | not authorised | the instance answers requests for a permit with error 403 | at its start |
        | not found      | the instance answers requests for a permit with error 404 | by hand      |

    Scenario: Files that cannot be replaced at the next check either are recorded again
      Given the host of "berlin" refuses to replace files in bin
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And up to 24 hours pass until "berlin" is Up
      When the next check is over
      Then the message "Unable to refresh packages" of "berlin" is recorded
      And "berlin" upgrades to Orlando Patch 2 once all is well, and not before

    Scenario: A request for a permit that was turned away at first, and then fails, is recorded
      Given "lisbon" and "oslo" hold both permits
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      When the instance answers requests for a permit with error 500
      And 10 minutes pass
      Then the message "Unable to refresh packages" of "berlin" is recorded
      And "berlin" upgrades to Orlando Patch 2 once all is well, and not before

    Scenario: Files that cannot be replaced again after a good upgrade are recorded again
      Given the host of "berlin" refuses to replace files in bin
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And the host of "berlin" works again
      And up to 24 hours pass until "berlin" is Up
      And the next check is over
      And the host of "berlin" refuses to replace files in bin
      When "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then the message "Unable to refresh packages" of "berlin" is recorded
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario: An upgrade that goes well records no error
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then the message "Unable to refresh packages" of "berlin" is not recorded
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

  @ERR-REFRESH-EDGE
  Rule: An empty list of packages is such an error

    Scenario: An empty list of packages is recorded as an error
      Given the instance answers requests for the list of packages with an empty list
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then the message "Unable to refresh packages" of "berlin" is recorded
      And "berlin" upgrades to Orlando Patch 2 once all is well, and not before
