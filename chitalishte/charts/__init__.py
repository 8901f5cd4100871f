"""Charts: a dataset's columns drawn along time or compared, with words, a table and files.

Other folders may use `models.Chart`, `chartview.ChartView` and `address.chart_address`.
"""
