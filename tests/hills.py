"""Two small banks to play with, and the program on top of them. What counts as a point in them is clear-cut."""

from __future__ import annotations

from pathlib import Path

SMALLEST = """\
format: 1
topic: hills
title: Hills
part: optimisation
questions:
  - id: hill-down
    tier: core
    question: How do you get down?
    answer: You follow the slope down.
    key_points:
      - id: slope
        point: Follow the slope
"""
"""The least that a bank can be."""

DESCENT = r"""
format: 1
topic: descent
title: Descent
part: optimisation
questions:
  - id: descent-rate
    tier: core
    question: What does the learning rate do?
    answer: >-
      The learning rate sets the length of each step. Too large a rate overshoots the minimum and may diverge.
      Too small a rate crawls, wasting computation.
    key_points:
      - id: step
        point: It sets the length of each step
        weight: 2
        hint: What happens to the gradient before it is subtracted?
        ask: How does it enter the update?
        rules: [length | size + step | stride, scale | multiply + gradient]
      - id: overshoot
        point: Too large a rate overshoots the minimum
        required: true
        reject: [huge rates always find better minima]
        hint: Picture a ball in a valley.
        ask: What goes wrong when it is large?
        rules: [large | big | huge + overshoot | diverge, jump | leap + past | over + minimum | valley]
        against: [large | big | huge + better | best]
      - id: crawl
        point: Too small a rate crawls and wastes computation
        rules: [small | tiny + crawl | slow, waste + computation | time]
        against: [small | tiny + overshoot | diverge]
    follow_ups:
      - id: decay
        question: Why do people decay it?
        answer: Decay lets training settle near the bottom after early exploration.
        key_points:
          - id: settle
            point: Decay lets training settle near the bottom
            rules: [settle | come to rest + bottom | minimum, fine | careful + late | near the end]
    mistakes: [Treating the rate as a mere speed knob]
    tip: Name the three regimes before any formula.
    intuition: Walking downhill in fog with boots of a fixed stride.
    maths: |
      \theta_{t+1} = \theta_t - \eta \nabla J(\theta_t)
    example: With rate 0.1 and slope 4 a step is 0.4 long.
    code: |
      rate, slope = 0.1, 4
      print(rate * slope)
    references: [{title: Deep Learning, authors: "Goodfellow, Bengio, Courville", year: 2016, where: ch. 8}]
    tags: [training]
    frequency: very-common
  - id: descent-momentum
    tier: advanced
    question: Why add momentum?
    answer: >-
      Momentum accumulates past gradients into a velocity, and so damps zigzags across narrow valleys.
    key_points:
      - id: velocity
        point: It accumulates past gradients into a velocity
        rules: [accumulate | average | sum + past | earlier | old + gradient, velocity]
      - id: zigzag
        point: It damps zigzags across narrow valleys
        rules: [damp | smooth + zigzag | oscillation, straight + valley | ravine]
    tags: [training]
"""

SPLITS = r"""
format: 1
topic: splits
title: Splits
part: evaluation
questions:
  - id: splits-leak
    tier: core
    question: What is leakage?
    answer: Information from held-out examples reaches training, so that scores look too good.
    key_points:
      - id: reaches
        point: Information from held-out examples reaches training
        rules: [held-out | test set | validation set + reach | enter | slip + training | fit]
      - id: optimistic
        point: Scores look too good
        rules: [score | result + too good | optimistic | inflated]
    related: [splits-time]
    tags: [pitfalls]
  - id: splits-time
    tier: deep
    question: How do you split a series over time?
    answer: Train on the past, validate on the future. Shuffling would let tomorrow explain yesterday.
    key_points:
      - id: order
        point: Train on the past and validate on the future
        rules: [train | fit + past | earlier + validate | test + future | later]
      - id: shuffling
        point: Shuffling lets tomorrow explain yesterday
        rules: [shuffle | random + tomorrow | future + yesterday | past]
    minutes: 3
"""


def write_banks(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "descent.yaml").write_text(DESCENT.lstrip(), encoding="utf-8")
    (folder / "splits.yaml").write_text(SPLITS.lstrip(), encoding="utf-8")
    return folder
