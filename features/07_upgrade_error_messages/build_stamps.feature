@mid
Feature: A build stamp in the wrong format
  What the instance hands out as the assigned version becomes part of paths and addresses. A text that only resembles a build
  stamp is refused. What a build stamp looks like is a matter of the protocol.
  Documentation: MID Server upgrades, "Upgrade error messages".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @ERR-BUILDSTAMP
  Rule: An assigned version that is no build stamp is recorded as such, and not installed

    Scenario Outline: A text that is no build stamp is recorded, and not installed
      Given the property mid.buildstamp is "<stamp>"
      When the next check is over
      Then the message "Not a valid package buildstamp" of "berlin" is recorded
      And "berlin" has run Orlando Patch 1
      And "berlin" still follows the instance

      Examples:
        | case                   | stamp                                                         |
        | a word                 | latest                                                        |
        | bare, in ISO order     | 2020-03-31-1417                                               |
        | bare, no time of day   | 03-31-2020                                                    |
        | bare, text after it    | 03-31-2020-1417.zip                                           |
        | bare, a path before it | ../03-31-2020-1417                                            |
        | dates in ISO order     | orlando-2019-12-11__patch2-2020-03-18_2020-03-31_1417         |
        | no time of day         | orlando-12-11-2019__patch2-03-18-2020_03-31-2020              |
        | text after it          | orlando-12-11-2019__patch2-03-18-2020_03-31-2020_1417.zip     |
        | text before it         | glide-orlando-12-11-2019__patch2-03-18-2020_03-31-2020_1417   |
        | a path before it       | ../orlando-12-11-2019__patch2-03-18-2020_03-31-2020_1417      |
        | another line           | orlando-12-11-2019__patch2-03-18-2020_03-31-2020_1417\nlatest |
        | a hyphen for two lines | orlando-12-11-2019-patch2-03-18-2020_03-31-2020_1417          |
        | a hyphen for one line  | orlando-12-11-2019__patch2-03-18-2020-03-31-2020_1417         |
        | capitals               | Orlando-12-11-2019__Patch2-03-18-2020_03-31-2020_1417         |

    Scenario Outline: A word in the place of a stamp is recorded, whoever has asked for the upgrade
      Given the property mid.buildstamp is "latest"
      When <trigger>
      And there is time for an upgrade
      Then the message "Not a valid package buildstamp" of "berlin" is recorded
      And "berlin" still follows the instance

      Examples:
        | case    | trigger                                          |
        | command | the command "autoUpgrade" is sent to "berlin"    |
        | click   | an administrator clicks Upgrade MID for "berlin" |

    Scenario: A word in the place of a stamp is recorded when the MID Server starts
      Given "berlin" is stopped
      And the property mid.buildstamp is "latest"
      When "berlin" is started
      And there is time for an upgrade
      Then the message "Not a valid package buildstamp" of "berlin" is recorded
      And "berlin" still follows the instance

    Scenario: An override that is no build stamp is recorded, and not installed
      Given Orlando Patch 2 is assigned
      And the property mid.version.override is "latest"
      When the next check is over
      Then the message "Not a valid package buildstamp" of "berlin" is recorded
      And "berlin" has run Orlando Patch 1
      When the property mid.version.override is empty
      And the next check is over
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario: A good stamp is not called a bad one
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then the message "Not a valid package buildstamp" of "berlin" is not recorded
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario: A bad stamp that comes a second time, after an upgrade that went well, is recorded again
      Given the property mid.buildstamp is "latest"
      And the next check is over
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      When the property mid.buildstamp is "orlando-12-11-2019"
      And the next check is over
      Then the message "Not a valid package buildstamp" of "berlin" is recorded
      And "berlin" still follows the instance

  @ERR-BUILDSTAMP-EDGE
  Rule: What is empty or impossible is not installed, and blanks never become part of a name

    Scenario Outline: An assigned version that is empty or impossible is not installed
      Given the property mid.buildstamp is <value>
      When the next check is over
      Then "berlin" has run Orlando Patch 1
      And "berlin" still follows the instance

      Examples:
        | case               | value                                                   |
        | empty              | empty                                                   |
        | an impossible date | "orlando-12-11-2019__patch2-03-18-2020_13-41-2020_1417" |

    Scenario: Blanks around a stamp are trimmed, or the stamp is refused
      Given the property mid.buildstamp is " orlando-12-11-2019__patch2-03-18-2020_03-31-2020_1417 "
      When the next check is over
      Then no path or address that "berlin" has used has a blank in it
      And "berlin" still follows the instance
