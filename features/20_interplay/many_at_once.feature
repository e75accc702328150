Feature: Twelve MID Servers and two permits
  When an instance is upgraded, all its MID Servers want to follow at the same time. Two of them may; the others ask every 20 seconds, and
  in the end everybody is there. An upgrade may take 27 minutes, so that the last of twelve is there after three hours.
  Documentation: MID Server upgrades, "Upgrade error messages".

  Background:
    Given the MID Servers "athens", "berlin", "berlina", "cairo", "delhi" and "lima" run Orlando Patch 1
    And the MID Servers "munich", "nairobi", "quito", "rome", "tokyo" and "vienna" run Orlando Patch 1

  @ERR-409
  Rule: At most two upgrades run at a time

    @both
    Scenario Outline: Twelve MID Servers follow their instance, two at a time
      Given the host of "athens" takes 40 minutes to extract a package
      And the host of "berlin" takes 40 minutes to extract a package
      When the instance is upgraded to <version>
      And 6 hours pass
      Then 2 MID Servers, and never more, have had a permit at once
      And no MID Server holds a permit
      And the last step of "athens", "berlin", "berlina", "cairo", "delhi" and "lima" in the upgrade to <version> is a success
      And the last step of "munich", "nairobi", "quito", "rome", "tokyo" and "vienna" in the upgrade to <version> is a success

      Examples:
        | case   | version          |
        | patch  | Orlando Patch 2  |
        | family | New York Patch 9 |

    @both
    Scenario Outline: What happens while twelve upgrade gives nobody a third permit
      Given the host of "athens" takes 40 minutes to extract a package
      When the instance is upgraded to Orlando Patch 2
      And up to 6 hours pass until "athens" is Upgrading
      And <event>
      And <after>
      And 6 hours pass
      Then 2 MID Servers, and never more, have had a permit at once
      And "athens", "berlin", "cairo", "lima", "tokyo" and "vienna" upgrade to Orlando Patch 2 once all is well

      Examples:
        | case                  | event                     | after               |
        | the instance restarts | the instance is restarted | 10 minutes pass     |
        | a holder is stopped   | "athens" is stopped       | "athens" is started |

  @ERR-409-RETRY
  Rule: Whoever is turned away asks again until it is let in

    @mid
    Scenario Outline: Of twelve MID Servers with two permits among them each is there after some hours
      When <trigger>
      And 6 hours pass
      Then no MID Server holds a permit
      And "athens", "berlin", "berlina", "cairo", "delhi" and "lima" have run Orlando Patch 1, then <version>
      And "munich", "nairobi", "quito", "rome", "tokyo" and "vienna" have run Orlando Patch 1, then <version>

      Examples:
        | case             | trigger                                            | version         |
        | instance upgrade | the instance is upgraded to Orlando Patch 2        | Orlando Patch 2 |
        | override         | the property mid.version.override is Paris Patch 1 | Paris Patch 1   |
