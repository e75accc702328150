@mid
Feature: Waiting for a permit
  A MID Server that was turned away asks again at short intervals until it may upgrade. It neither gives up nor waits for
  the next hour.
  Documentation: MID Server upgrades, "Upgrade error messages".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1
    And two other MID Servers hold both permits
    And Orlando Patch 2 is assigned

  @ERR-409-MESSAGE
  Rule: A refusal is reported with the instance's URL and the code 409

    Scenario: Both permits are taken
      When 1 hour passes
      Then "berlin" reports the message "Method failed (https://instance.service-now.com) HTTP/1.1 409 Conflict with code: 409"
      When one of the other MID Servers gives its permit back
      And 30 minutes pass
      Then "berlin" runs Orlando Patch 2

  @ERR-409-RETRY
  Rule: The request is sent again every 20 seconds until there is a permit

    Scenario: The first minute
      When 1 hour and 1 minute pass
      Then "berlin" has asked for a permit 4 times, every 20 seconds, and was turned away with 409
      When one of the other MID Servers gives its permit back
      And 30 minutes pass
      Then "berlin" runs Orlando Patch 2

    Scenario: The requests go on past the hour and the next check, and a free permit is taken at the next request
      When 2 hours and 41 seconds pass
      Then "berlin" has asked for a permit 183 times, every 20 seconds, and was turned away with 409
      When one of the other MID Servers gives its permit back
      And 18 seconds pass
      Then "berlin" has asked for no permit and no package
      When another second passes
      Then "berlin" has a permit
      When 30 minutes pass
      Then "berlin" runs Orlando Patch 2

    Scenario: A MID Server that was stopped while it waited begins again with a check
      When 1 hour and 10 minutes pass
      Then "berlin" is turned away with 409
      When "berlin" is stopped
      And 10 minutes pass
      Then "berlin" has asked for no permit and no package
      When "berlin" is started
      Then "berlin" has asked for its version
      When one of the other MID Servers gives its permit back
      And 30 minutes pass
      Then "berlin" runs Orlando Patch 2

  @ERR-409-REASSIGNED
  Rule: What is installed is what is assigned when the permit is given

    Scenario: Another version is assigned while the MID Server waits
      When 1 hour and 10 minutes pass
      Then "berlin" is turned away with 409
      When Orlando Patch 3 is assigned
      And one of the other MID Servers gives its permit back
      And 30 minutes pass
      Then "berlin" runs Orlando Patch 3
