@mid
Feature: A build stamp in the wrong format
  What the instance hands out as the assigned version becomes part of paths and addresses. A text that only resembles a build
  stamp is refused.
  Documentation: MID Server upgrades, "Upgrade error messages".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @ERR-BUILDSTAMP
  Rule: An assigned version that is no build stamp is recorded as such, and not installed

    Scenario Outline: Not quite Orlando Patch 2
      Given the property mid.buildstamp is "<stamp>"
      When 1 hour and 30 minutes pass
      Then the message "Not a valid package buildstamp" of "berlin" is recorded
      And "berlin" has run Orlando Patch 1
      When Orlando Patch 2 is assigned
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

      Examples:
        | case               | stamp                                                         |
        | a word             | latest                                                        |
        | dates in ISO order | orlando-2019-12-11__patch2-2020-03-18_2020-03-31_1417         |
        | no time of day     | orlando-12-11-2019__patch2-03-18-2020_03-31-2020              |
        | text after it      | orlando-12-11-2019__patch2-03-18-2020_03-31-2020_1417.zip     |
        | text before it     | glide-orlando-12-11-2019__patch2-03-18-2020_03-31-2020_1417   |
        | a path before it   | ../orlando-12-11-2019__patch2-03-18-2020_03-31-2020_1417      |
        | another line       | orlando-12-11-2019__patch2-03-18-2020_03-31-2020_1417\nlatest |

    Scenario: The override is no build stamp
      Given the property mid.buildstamp is Orlando Patch 2
      And the property mid.version.override is "latest"
      When 1 hour and 30 minutes pass
      Then the message "Not a valid package buildstamp" of "berlin" is recorded
      And "berlin" has run Orlando Patch 1
      When the property mid.version.override is empty
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario: Exactly Orlando Patch 2
      Given the property mid.buildstamp is Orlando Patch 2
      When 1 hour and 30 minutes pass
      Then the message "Not a valid package buildstamp" of "berlin" is not recorded
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

  @ERR-BUILDSTAMP-EDGE
  Rule: What is empty or impossible is not installed, and blanks never become part of a name

    Scenario Outline: Nothing can be installed
      Given the property mid.buildstamp is <value>
      When 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1
      When Orlando Patch 2 is assigned
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

      Examples:
        | case               | value                                                   |
        | empty              | empty                                                   |
        | an impossible date | "orlando-12-11-2019__patch2-03-18-2020_13-41-2020_1417" |

    Scenario: Blanks around it
      Given the property mid.buildstamp is " orlando-12-11-2019__patch2-03-18-2020_03-31-2020_1417 "
      When 1 hour and 30 minutes pass
      Then no path or address that "berlin" has used has a blank in it
      When Orlando Patch 3 is assigned
      And 1 hour passes
      Then "berlin" runs Orlando Patch 3
