@mid
Feature: Waiting for a permit
  A MID Server that was turned away asks again at short intervals until it may upgrade. It neither gives up nor waits for
  the next hour. The documentation calls a permit a semaphore.
  Documentation: MID Server upgrades, "Upgrade error messages".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1
    And "lisbon" and "oslo" hold both permits
    And Orlando Patch 2 is assigned

  @ERR-409-MESSAGE
  Rule: A refusal is recorded with the instance's URL and the code 409

    Scenario: Both permits are taken
      When up to 2 hours pass until "berlin" is turned away with 409
      And 10 seconds pass
      Then the message "Method failed (https://instance.service-now.com) HTTP/1.1 409 Conflict with code: 409" of "berlin" is recorded
      And "berlin" runs Orlando Patch 1
      When "lisbon" gives its permit back
      And 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario: A permit is free
      Given "lisbon" gives its permit back
      When 1 hour and 30 minutes pass
      Then the message "Method failed (https://instance.service-now.com) HTTP/1.1 409 Conflict with code: 409" of "berlin" is not recorded
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

  @ERR-409-RETRY
  Rule: The request is sent again every 20 seconds until there is a permit

    Scenario: Every 20 seconds
      When up to 2 hours pass until "berlin" is turned away with 409
      And 1 minute passes
      Then "berlin" has asked for a permit 4 times, every 20 seconds, and was turned away with 409
      And "berlin" runs Orlando Patch 1
      When "lisbon" gives its permit back
      And 30 minutes pass
      Then "berlin" runs Orlando Patch 2

    Scenario: It goes on past the hour and past the next check
      When up to 2 hours pass until "berlin" is turned away with 409
      And 65 minutes pass
      Then "berlin" has asked for a permit 196 times, every 20 seconds, and was turned away with 409
      When "lisbon" gives its permit back
      And 30 minutes pass
      Then "berlin" runs Orlando Patch 2

    Scenario: It goes on for hours
      When up to 2 hours pass until "berlin" is turned away with 409
      And 3 hours pass
      Then "berlin" has asked for a permit 541 times, every 20 seconds, and was turned away with 409
      When "lisbon" gives its permit back
      And 30 minutes pass
      Then "berlin" runs Orlando Patch 2

    Scenario: A command makes no difference to it
      When the command "autoUpgrade" is sent to "berlin"
      And up to 15 minutes pass until "berlin" is turned away with 409
      And 1 minute passes
      Then "berlin" has asked for a permit 4 times, every 20 seconds, and was turned away with 409
      When "lisbon" gives its permit back
      And 30 minutes pass
      Then "berlin" runs Orlando Patch 2

    Scenario: A restart of the instance changes nothing about it
      Given the property mid.version.override is Orlando Patch 2
      When up to 2 hours pass until "berlin" is turned away with 409
      And 30 seconds pass
      And the instance is restarted
      And 30 seconds pass
      Then "berlin" has asked for a permit 4 times, every 20 seconds, and was turned away with 409
      When "lisbon" gives its permit back
      And 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario: A free permit is taken at the next request
      When up to 2 hours pass until "berlin" is turned away with 409
      And 1 second passes
      Then "berlin" is turned away with 409
      When "lisbon" gives its permit back
      And 18 seconds pass
      Then "berlin" has asked for no permit and no package
      When another second passes
      Then "berlin" has a permit
      When 30 minutes pass
      Then "berlin" runs Orlando Patch 2

    Scenario: A MID Server that was stopped while it waited begins again with a check
      When up to 2 hours pass until "berlin" is turned away with 409
      Then "berlin" runs Orlando Patch 1
      When "berlin" is stopped
      And 10 minutes pass
      Then "berlin" has asked for no permit and no package
      When "berlin" is started
      And 10 minutes pass
      Then "berlin" has asked for its version as soon as it was Up
      And "berlin" has been Up before it asked for a permit
      When "lisbon" gives its permit back
      And 30 minutes pass
      Then "berlin" runs Orlando Patch 2

  @ERR-409-REASSIGNED
  Rule: What is installed is what is assigned when the permit is given

    Scenario: Another version is assigned while the MID Server waits
      When up to 2 hours pass until "berlin" is turned away with 409
      Then "berlin" runs Orlando Patch 1
      When Orlando Patch 3 is assigned
      And "lisbon" gives its permit back
      And 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 3

    Scenario: The version that runs is assigned again while the MID Server waits
      When up to 2 hours pass until "berlin" is turned away with 409
      And Orlando Patch 1 is assigned
      And "lisbon" gives its permit back
      And 30 minutes pass
      Then "berlin" has run Orlando Patch 1
      And "berlin" is Up
      When "lisbon" asks for a permit
      Then "lisbon" has a permit
      When "lisbon" gives its permit back
      And Orlando Patch 3 is assigned
      And 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 3

    Scenario: The MID Server that waits is pinned
      Given the parameter mid.pinned.version of "berlin" is Orlando Patch 4
      When up to 2 hours pass until "berlin" is turned away with 409
      And 1 minute passes
      Then "berlin" has run Orlando Patch 1
      When "lisbon" gives its permit back
      And 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 4
