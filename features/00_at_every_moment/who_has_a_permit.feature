Feature: Permits, at every moment
  Two MID Servers may upgrade at once; everybody else waits for a permit, and gives it back afterwards.
  Documentation: MID Server upgrades, "Upgrade error messages".

  @ERR-409
  Rule: Two MID Servers may upgrade at once

    @instance
    Scenario: At most two permits
      Then at every moment at most two MID Servers hold a permit

    @instance
    Scenario: No needless refusal
      Then at every moment a permit is refused only where two others have one, upgrade, or wait for theirs

    @mid
    Scenario: Upgrades with a permit
      Then at every moment no MID Server puts a build in place that it has not run before without a permit

    @mid
    Scenario: Permits are given back
      Then at every moment no MID Server asks for a permit while it keeps the one of an attempt that is over

  @ERR-409-RETRY
  Rule: Whoever is turned away asks again every 20 seconds

    @mid
    Scenario: Asks every 20 seconds
      Then at every moment 20 seconds lie between a request for a permit that is refused and the next one

    @mid
    Scenario: A refusal is no failure
      Then at every moment no MID Server becomes Upgrade Failed because a permit is refused
